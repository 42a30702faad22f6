"""What every source answers to, and what can go wrong on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import ClassVar, Protocol

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.tiers.keeping import AccountRead, AgreementRead

WITHIN = 30.0  # seconds for one request
MOST_BYTES = 20_000_000  # of one answer
LONGEST_WAIT = timedelta(hours=1)


class SourceTrouble(Refusal):
    """The source can't be read just now; what was read so far stays, and it goes on later."""

    code = "source_trouble"
    status = 502


class KeyRefused(SourceTrouble):
    """Our key is wrong, or may not do this: asking again won't help until somebody gives another."""


class CursorGone(SourceTrouble):
    """What the next page was to begin after is not there any more: the pass has to begin again."""


class TooMany(SourceTrouble):
    """We asked too often: not again before `again_at`."""

    def __init__(self, sentence: str, again_at: datetime) -> None:
        super().__init__(sentence)
        self.again_at = again_at


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: what stood on it, and the cursor of the next (empty at the end)."""

    accounts: Sequence[AccountRead]
    agreements: Sequence[AgreementRead]
    next_cursor: str


class Reader(Protocol):
    """One source. Its phases are read in their order, each page by page."""

    phases: ClassVar[Sequence[str]]

    def page(self, phase: str, cursor: str) -> PageRead:
        """The page of `phase` that begins at `cursor` (empty: the first). Raises SourceTrouble, Trouble."""
        ...


def again_at(retry_after: str | None, *, otherwise: float = 10.0) -> datetime:
    """When `Retry-After` (RFC 9110 section 10.2.3: seconds, or a date) lets us ask again; within an hour."""
    now, given = clock.now(), (retry_after or "").strip()
    if given.isascii() and given.replace(".", "", 1).isdigit():
        wanted = now + min(timedelta(seconds=min(float(given), 1e6)), LONGEST_WAIT)
    else:
        try:
            wanted = parsedate_to_datetime(given)
        except (TypeError, ValueError):
            wanted = now + timedelta(seconds=otherwise)
        if wanted.tzinfo is None:
            wanted = now + timedelta(seconds=otherwise)
    return min(max(wanted, now + timedelta(seconds=1)), now + LONGEST_WAIT)
