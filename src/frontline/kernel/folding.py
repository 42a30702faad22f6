"""Folding text to the form in which it is compared and searched."""

import re
import unicodedata
from itertools import filterfalse

_LONGEST = (
    100_000  # characters of one text; what is longer is a log or a dump, and its beginning says what it is
)
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def fold(text: str) -> str:
    """`text` without accents and case: "Łukasz Dvořák" -> "łukasz dvorak" (letters that don't decompose stay)."""
    if text.isascii():  # nothing decomposes
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


def storable(text: str) -> str:
    """`text` as PostgreSQL can keep it: NUL and lone surrogates become U+FFFD, paired ones the character they mean."""
    if _is_storable(text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def searchable(text: str) -> str:
    """`text` as it is indexed and searched: folded words of letters and digits alone, with a space between.

    Addresses, paths and identifiers become their parts, and each CJK character a word of its own, so that a part of
    them is found; PostgreSQL's parser would keep them whole, or make phrases of them.
    """
    return " ".join(_WORD.findall(_CJK.sub(r" \g<0> ", fold(text[:_LONGEST]))))
