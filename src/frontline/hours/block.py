"""One block of the open time that a calendar has, worked out once and then only looked up in."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from frontline.hours.spans import Span


class Block(NamedTuple):
    """The open stretches of a year or so. `before[i]` is the open time, in seconds, that the block has before
    `starts[i]`; `total` is all it has."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    total: int

    def elapsed(self, at: int) -> int:
        """The open seconds of this block before an instant."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        start, end = self.starts[i], self.ends[i]
        return self.before[i] + (at if at < end else end) - start

    def first(self, elapsed: int) -> int:
        """The first instant by which so much has elapsed; 0 < elapsed <= total."""
        i = bisect_left(self.before, elapsed) - 1
        return self.starts[i] + elapsed - self.before[i]

    def last(self, elapsed: int) -> int:
        """The last instant at which no more has elapsed; 0 <= elapsed < total. It is an open one."""
        i = bisect_right(self.before, elapsed) - 1
        return self.starts[i] + elapsed - self.before[i]

    def end_of(self, at: int) -> int | None:
        """When the stretch ends that is open at an instant; None if none is."""
        i = bisect_right(self.starts, at) - 1
        return self.ends[i] if i >= 0 and at < self.ends[i] else None

    def around(self, at: int) -> Span | None:
        """The stretch that an instant lies within, or at the end of."""
        i = bisect_left(self.starts, at) - 1
        return (self.starts[i], self.ends[i]) if i >= 0 and at <= self.ends[i] else None


def block_of(spans: Sequence[Span]) -> Block:
    """From sorted spans that neither overlap nor touch."""
    *before, total = accumulate((end - start for start, end in spans), initial=0)
    return Block(tuple(start for start, _ in spans), tuple(end for _, end in spans), tuple(before), total)
