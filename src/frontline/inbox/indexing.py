"""Keeping each conversation's words searchable, as they are written."""

import re

from frontline.kernel import prepared
from frontline.kernel.folding import fold

# Positions are stripped: results are ordered by time, not by rank, and without them a conversation of any length
# stays far below PostgreSQL's limit of 1 MB for a tsvector. The guard is for the one that would not.
_ADD = """
    INSERT INTO inbox_searchdocument AS known (conversation_id, words)
    VALUES (%s, strip(to_tsvector('english', %s)))
    ON CONFLICT (conversation_id) DO UPDATE SET words = known.words || EXCLUDED.words
    WHERE pg_column_size(known.words) < 700000
"""
_LONGEST = (
    100_000  # characters of one text; what is longer is a log or a dump, and its beginning says what it is
)
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def index(number: int, *texts: str) -> None:
    """Add the words of `texts` to conversation `number`, within the caller's transaction."""
    words = "\n".join(searchable(text) for text in texts if text)
    if words:
        prepared.run(_ADD, [number, words])


def searchable(text: str) -> str:
    """`text` as it is indexed and searched: folded words of letters and digits alone, with a space between.

    Addresses, paths and identifiers become their parts, and each CJK character a word of its own, so that a part of
    them is found; PostgreSQL's parser would keep them whole, or make phrases of them.
    """
    return " ".join(_WORD.findall(_CJK.sub(r" \g<0> ", fold(text[:_LONGEST]))))
