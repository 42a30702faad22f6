"""A clock as plain values, and the steps that it takes. The names are those of models.Clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontline.inbox.clocks.rules import RESOLUTION

NOTHING = timedelta()
KEPT, BROKEN = "kept", "broken"


@dataclass(frozen=True, slots=True)
class Held:
    """A clock. It runs while it has `since_at`, pauses without, and is over once `stopped_at` is set.

    `begun_at` is when the stretch began that it is in; `id` is 0 until it is kept.
    """

    kind: str
    tier: str
    target_for: timedelta | None
    warn_for: timedelta | None
    promised_for: timedelta
    calendar: str
    started_at: datetime
    worked_for: timedelta = NOTHING
    since_at: datetime | None = None
    target_at: datetime | None = None
    warn_at: datetime | None = None
    due_at: datetime | None = None
    warned_at: datetime | None = None
    broken_at: datetime | None = None
    stopped_at: datetime | None = None
    verdict: str = ""
    id: int = 0
    begun_at: datetime | None = None

    @property
    def is_reply(self) -> bool:
        return self.kind != RESOLUTION

    @property
    def is_over(self) -> bool:
        return self.stopped_at is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clock's life that begins (and ends, if it is over already)."""

    from_at: datetime
    is_running: bool
    why: str
    calendar: str
    until_at: datetime | None = None
    worked_for: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a clock: `after`, the end of the stretch that it was in, and stretches that begin."""

    after: Held
    ended_at: datetime | None = None
    worked_for: timedelta | None = None
    begun: tuple[Stretch, ...] = ()
    broke: bool = False
    """It was found broken just now."""
    stopped: bool = False
    went_on: bool = False
