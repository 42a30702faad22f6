"""What one check of Frontline's own state found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class State(IntEnum):
    """How it stands; the number is what /metrics gives."""

    OK = 0
    WARN = 1
    BAD = 2

    @property
    def word(self) -> str:
        return ("Fine", "Look at it", "Broken")[self]

    @property
    def kind(self) -> str:
        """The badge's colour."""
        return ("fine", "soon", "breach")[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's result: how it stands, a sentence that says so, and what to do if it isn't fine.

    `figures` go to /metrics: the metric's name without `frontline_`, perhaps with labels in the form
    `name{label="value"}`, to its value in base units (seconds, bytes).
    """

    name: str
    state: State
    sentence: str
    to_do: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


Check = Callable[[], Finding]
