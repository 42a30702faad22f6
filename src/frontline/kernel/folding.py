"""Folding text to the form in which it is compared and searched."""

import unicodedata


def fold(text: str) -> str:
    """`text` without accents and case: "Łukasz Dvořák" -> "łukasz dvorak" (letters that don't decompose stay)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


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
