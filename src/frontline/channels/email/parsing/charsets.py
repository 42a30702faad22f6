"""Bytes to text, when the declared charset may be missing, unknown, or a lie."""

import codecs
import re

_NAMES = {  # what mailers say, and what they mean (mostly as the WHATWG Encoding standard reads them)
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso_8859-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "ansi_x3.4-1968": "cp1252", "ansi": "cp1252", "x-ansi": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "iso-8859-11": "cp874",
    "windows-874": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ks_c_5601": "cp949", "x-sjis": "cp932", "shift_jis": "cp932",
    "shift-jis": "cp932", "windows-31j": "cp932", "big5": "big5hkscs", "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman", "unicode-1-1-utf-7": "utf-7", "unicode": "utf-16", "utf8": "utf-8", "x-utf-8": "utf-8",
    "utf-8mb4": "utf-8", "cp-850": "cp850", "x-user-defined": "cp1252",
}  # fmt: skip
_NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 20_000
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")


def to_text(content: bytes, declared: str = "") -> str:
    """`content` as text. Never raises; what no charset explains becomes U+FFFD.

    Tried in order: the declared charset; UTF-8 (before a declared one that accepts any byte, because text that is
    valid UTF-8 beyond ASCII is hardly ever anything else); a guess from the bytes; windows-1252.
    """
    for mark, codec in _BOMS:
        if content.startswith(mark) and (text := _try(content, codec)) is not None:
            return text
    codec = _codec(declared)
    order = (codec, "utf-8") if _says_no_to_some(codec) else ("utf-8", codec)
    for candidate in order:
        if candidate and (text := _try(content, candidate)) is not None:
            return text
    return _guessed(content)


def guess(content: bytes) -> str:
    """Raw 8-bit header bytes as text (RFC 6532 says UTF-8; older mailers sent what they had)."""
    if content.isascii():
        return content.decode("ascii")
    return to_text(content)


def _codec(declared: str) -> str:
    name = declared.strip(" \t\"'<>").lower().split("*")[0]
    name = _NAMES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL or a non-ASCII character in the name
        return ""
    name = info.name.replace("_", "-")
    return "" if name in _NOT_CHARSETS or not getattr(info, "_is_text_encoding", True) else info.name


def _says_no_to_some(codec: str) -> bool:
    """Whether a codec refuses what isn't written in it: those with multi-byte or escape sequences do."""
    return codec.startswith(("utf", "gb", "big5", "cp93", "cp94", "euc", "shift", "iso2022", "hz", "johab"))


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(content: bytes) -> str:
    """Mostly UTF-8: UTF-8, cut off or damaged. Mostly high bytes: another script, worth a closer look. Else
    windows-1252, the commonest.
    """
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if broken * 4 <= len(_BEYOND_ASCII.findall(mended)) - broken:
        return mended
    sample = content[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    if high > 6 and high * 2 > len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None and (text := _try(content, best.encoding)) is not None:
            return text
    return content.decode("cp1252", "replace")
