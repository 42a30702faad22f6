"""Scrubbing: names and addresses taken out of what was written by or about others."""

import re
from collections.abc import Iterable
from typing import Any

INSTEAD = "[erased]"
_SHORTEST = 3
_WILD = re.compile(r"([%_\\])")
_ESCAPED = r"\\\1"


class Scrubber:
    """Takes `words` out of texts, whole and however they are cased. Words of less than three characters stay."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted({w for w in words if len(w) >= _SHORTEST}, key=lambda w: (-len(w), w))
        found = "|".join(re.escape(word) for word in self.words)
        self._pattern = re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None

    def text(self, text: str) -> str:
        """`text` without them."""
        return self._pattern.sub(INSTEAD, text) if self._pattern else text

    def data(self, data: Any) -> Any:
        """JSON data without them, in whatever depth."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.data(each) for each in data]
        if isinstance(data, dict):
            return {key: self.data(value) for key, value in data.items()}
        return data

    def likes(self) -> list[str]:
        """Patterns for ILIKE that match what holds one of them anywhere."""
        return [f"%{_WILD.sub(_ESCAPED, word)}%" for word in self.words]
