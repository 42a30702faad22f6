"""What the record says of one conversation, as plain values: all that its facts are made from."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Written:
    """A message that a person wrote; `teammate` is None if it came from the customer's side."""

    at: datetime
    teammate: int | None
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """An event that opens or closes: one of the kinds in `spells.py`."""

    kind: str
    at: datetime
    was_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A clock, as far as it counts."""

    kind: str
    started_at: datetime
    target_for: timedelta | None
    worked_for: timedelta
    broken_at: datetime | None
    stopped_at: datetime | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Record:
    """A conversation that counts: no spam, not merged away. All lists in the order of time."""

    number: int
    created_at: datetime
    closed_at: datetime | None
    tier: int
    product: int | None
    channel: str
    written: tuple[Written, ...] = ()
    turned: tuple[Turned, ...] = ()
    clocks: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of Fact, but for what it has from its conversation."""

    kind: int
    at: datetime
    until_at: datetime | None = None
    took: int | None = None
    worked: int | None = None
    is_good: bool | None = None
    teammate: int | None = None
