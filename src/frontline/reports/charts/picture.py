"""What is to be drawn, as plain data."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EDITION = 2
"""Raised when theme or rendering change what a picture looks like, so that older renderings are not shown."""


@dataclass(frozen=True)
class Picture:
    """`draw` is "package.module:function": a function of ours that takes `data` and gives an Altair chart.

    `data` must go through JSON. `title` is drawn over the chart if `is_titled`; in an SVG, title and description are
    always there for screen readers.
    """

    draw: str
    data: Mapping[str, Any]
    title: str
    description: str = ""
    is_titled: bool = True

    def digest(self, *rendered_as: object) -> str:
        """64 hex digits of what is shown and how it is rendered: the same digits, the same picture."""
        shown = [EDITION, self.draw, self.data, self.title, self.description, self.is_titled, *rendered_as]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
