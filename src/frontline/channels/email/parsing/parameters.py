"""Parameters of Content-Type and Content-Disposition: RFC 2045, and RFC 2231 with its pieces and charsets."""

import re
from urllib.parse import unquote_to_bytes

from frontline.channels.email.parsing import charsets

_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL)
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_MAX_PARAMETERS = 200


def split_parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """The lower-case value before the first semicolon, and the parameters by lower-case name. Never raises."""
    text = charsets.guess(value)
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(text)):
        if count >= _MAX_PARAMETERS:
            break
        content = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3].strip()
        name = _PIECE.fullmatch(found[1].lower())
        if name is None or not (name[2] or name[3]):
            plain.setdefault(found[1].lower(), content)
        else:
            pieces.setdefault(name[1], {}).setdefault(int(name[2] or 0), (content, bool(name[3])))
    plain.update({name: _joined(found) for name, found in pieces.items()})
    return text.split(";", 1)[0].strip(" \t\"'").lower(), plain


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 sections 3 and 4: numbered pieces in order; the first of the encoded ones names the charset."""
    charset, joined = "", b""
    for index, number in enumerate(sorted(pieces)):
        content, is_encoded = pieces[number]
        if is_encoded:
            if index == 0 and content.count("'") >= 2:
                charset, _, content = content.split("'", 2)
            joined += unquote_to_bytes(content)
        else:
            joined += content.encode("utf-8", "surrogateescape")
    return charsets.to_text(joined, charset)
