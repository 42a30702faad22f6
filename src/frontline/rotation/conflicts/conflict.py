"""A conflict: something about the coming shifts that people should decide before the day is there."""

from dataclasses import dataclass
from enum import StrEnum

from frontline.rotation.spec import Interval

HOUR, DAY = 3600, 86_400


class Kind(StrEnum):
    AWAY = "away"
    """Somebody is on while they are away."""
    HOLIDAY = "holiday"
    """Somebody is on on a public holiday of theirs."""
    GAP = "gap"
    """Nobody is on when somebody should be."""
    CLASH = "clash"
    """Somebody is on in two rotations that exclude each other."""
    DEACTIVATED = "deactivated"
    """Somebody is on who cannot sign in any more."""


class Severity(StrEnum):
    SEVERE = "severe"
    """Without a change, nobody would be there."""
    MILD = "mild"
    """Somebody would be there, and would rather not."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """`during` is the time that is in question, `shift` the whole unbroken shift that it is of (a gap: the same).

    `other` is the second rotation of a clash.
    """

    kind: Kind
    rotation: str
    during: Interval
    shift: Interval
    teammate: str | None
    severity: Severity
    sentence: str
    other: str | None = None


def lasting(seconds: int) -> str:
    """A length of time in words, rounded down: "2 days", "a day and 5 hours", "45 minutes"."""
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // 60
    parts = [_counted(days, "day", "a"), _counted(hours, "hour", "an"), _counted(minutes, "minute", "a")]
    told = [part for part in parts if part][:2]
    return " and ".join(told) or "less than a minute"


def _counted(count: int, unit: str, one: str) -> str:
    if count == 0:
        return ""
    return f"{one} {unit}" if count == 1 else f"{count} {unit}s"
