"""What fairness and conflicts need to know of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from frontline.rotation.spec import Interval


@dataclass(frozen=True, slots=True)
class Person:
    """`teammate` is the name that shifts use, `name` the one that people read.

    `holidays` are those of their own country, by date; `during` is when they were part of the rotation.
    """

    teammate: str
    name: str = ""
    zone: str = "UTC"
    holidays: Mapping[date, str] = field(default_factory=dict)
    during: tuple[Interval, ...] = ()
    is_active: bool = True

    @property
    def called(self) -> str:
        return self.name or self.teammate
