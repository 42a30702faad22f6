"""The wall clock of one zone. Instants are whole seconds since 1970 in UTC; local times are whole seconds since
1970-01-01T00:00 as the wall clock shows them.

One rule settles every doubt: a local time means the first instant at which the clock shows it or later. A time
that is shown twice (clocks going back) so means the first, one that is skipped means the instant of the jump, and a
later local time never means an earlier instant.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

DAY = 86_400
_FAR = 2**60


@dataclass(frozen=True, slots=True)
class Wall:
    """Stretches of one offset each: from `starts[i]` the clock shows the instant + `offsets[i]`.

    `highs[i]` is the local time that was never reached before the end of stretch i.
    """

    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    highs: tuple[int, ...]

    def shown_at(self, instant: int) -> int:
        """The local time that the clock shows."""
        return instant + self.offsets[bisect_right(self.starts, instant) - 1]

    def reached_at(self, instant: int) -> int:
        """The latest local time that the clock has shown by then: not less for being put back."""
        stretch = bisect_right(self.starts, instant) - 1
        shown = instant + self.offsets[stretch]
        return max(shown, self.highs[stretch - 1] - 1) if stretch else shown

    def first_at(self, local: int) -> int:
        """The first instant at which the clock shows `local` or later."""
        stretch = bisect_right(self.highs, local)
        return max(self.starts[stretch], local - self.offsets[stretch])


def wall(zone: str, since: int, until: int) -> Wall:
    """The wall clock of an IANA zone, right for all instants from two days before `since` to two after `until`."""
    return _wall(zone, _year(since - 2 * DAY), _year(until + 2 * DAY))


@lru_cache(maxsize=1024)
def _wall(zone: str, first: int, last: int) -> Wall:
    changes = [change for year in range(first, last + 1) for change in _changes(zone, year)]
    starts = (-_FAR, *(instant for instant, _ in changes))
    offsets = (_offset(ZoneInfo(zone), _begin(first)), *(offset for _, offset in changes))
    ends = [following + offset for (_, following), offset in zip(pairwise(starts), offsets, strict=False)]
    return Wall(starts, offsets, tuple(accumulate([*ends, _FAR], max)))


@lru_cache(maxsize=16_384)
def _changes(zone: str, year: int) -> tuple[tuple[int, int], ...]:
    """When the offset changes in a year, and to what. zoneinfo has no list of them, so each day is looked at."""
    found = []
    here = ZoneInfo(zone)
    begin, end = _begin(year), _begin(year + 1)
    before = _offset(here, begin)
    for day in range(begin, end, DAY):
        after = _offset(here, day + DAY)
        if after != before:
            found += list(_changes_between(here, day, day + DAY))
            before = after
    return tuple(found)


def _changes_between(zone: ZoneInfo, low: int, high: int) -> Iterator[tuple[int, int]]:
    while (before := _offset(zone, low)) != _offset(zone, high):
        first, last = low, high
        while last - first > 1:
            middle = (first + last) // 2
            if _offset(zone, middle) == before:
                first = middle
            else:
                last = middle
        yield last, _offset(zone, last)
        low = last


def _offset(zone: ZoneInfo, instant: int) -> int:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


@lru_cache(maxsize=512)
def _begin(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def _year(instant: int) -> int:
    return datetime.fromtimestamp(instant, UTC).year
