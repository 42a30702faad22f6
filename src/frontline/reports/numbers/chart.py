"""A chart of a report: its table, which is what it says, and the picture of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontline.reports.charts.picture import Picture


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` as it goes to CSV, `text` as it is read; `query` of the list of conversations behind it, or ""."""

    value: str | int | float | None
    text: str
    query: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """`name` is part of its address; `description` says in words what the picture shows."""

    name: str
    title: str
    description: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    draw: str
    data: Mapping[str, Any] = field(default_factory=dict)
    help: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for row in self.rows for cell in row[1:])

    def picture(self, *, is_titled: bool = False) -> Picture:
        """Without its title where that stands over it already."""
        return Picture(
            f"frontline.reports.numbers.drawings:{self.draw}",
            self.data,
            self.title,
            self.description,
            is_titled=is_titled,
        )
