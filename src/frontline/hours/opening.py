"""Open time of any making, and the arithmetic on it. Instants are whole seconds since 1970 in UTC, as in wall.py;
`working_time.py` says the same with datetimes.

Open stretches are worked out a block at a time, when first asked for, and kept. After that each question is a bisection
in one block or a few.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field

from frontline.hours.block import Block, block_of
from frontline.hours.spans import Span, clipped
from frontline.hours.wall import DAY

BLOCK = 366 * DAY
FAR = 20 * 366 * DAY
"""No answer lies further from its question than this, some 20 years."""


@dataclass(frozen=True)
class Opening(ABC):
    """When something is open. The answer None means: not within FAR."""

    _blocks: dict[int, Block] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    @abstractmethod
    def work_out(self, since: int, until: int) -> list[Span]:
        """The open stretches of a window, sorted; those that touch are one."""

    def is_open(self, at: int) -> bool:
        return self._block(at // BLOCK).end_of(at) is not None

    def between(self, a: int, b: int) -> int:
        """The open seconds from `a` to `b`; negative if `b` is earlier."""
        if b < a:
            return -self.between(b, a)
        first, last = a // BLOCK, b // BLOCK
        whole = sum(self._block(number).total for number in range(first, last))
        return whole + self._block(last).elapsed(b) - self._block(first).elapsed(a)

    def add(self, at: int, seconds: int) -> int | None:
        """The first instant, not before `at`, from `at` to which so much is open. Negative: `subtract`."""
        if seconds <= 0:
            return self.subtract(at, -seconds) if seconds else at
        number, furthest = at // BLOCK, (at + FAR) // BLOCK
        block = self._block(number)
        wanted = block.elapsed(at) + seconds
        while wanted > block.total:
            number += 1
            if number > furthest:
                return None
            wanted -= block.total
            block = self._block(number)
        found = block.first(wanted)
        return found if found - at <= FAR else None

    def subtract(self, at: int, seconds: int) -> int | None:
        """The last instant, not after `at`, from which to `at` so much is open. Negative: `add`."""
        if seconds <= 0:
            return self.add(at, -seconds) if seconds else at
        number, furthest = at // BLOCK, (at - FAR) // BLOCK
        block = self._block(number)
        wanted = block.elapsed(at) - seconds
        while wanted < 0:
            number -= 1
            if number < furthest:
                return None
            block = self._block(number)
            wanted += block.total
        found = block.last(wanted)
        return found if at - found <= FAR else None

    def opens_at(self, at: int) -> int | None:
        """The first open instant, not before `at`: `at` itself if it is open then."""
        for number in range(at // BLOCK, (at + FAR) // BLOCK + 1):
            block = self._block(number)
            elapsed = block.elapsed(at)
            if elapsed < block.total:
                found = block.last(elapsed)
                return found if found - at <= FAR else None
        return None

    def closes_at(self, at: int) -> int | None:
        """When the stretch ends that is open at `at`; None also if it is closed then."""
        number = at // BLOCK
        end = self._block(number).end_of(at)
        # A stretch that reaches the end of its block may go on in the next.
        while end is not None and end == (number + 1) * BLOCK and end - at <= FAR:
            number += 1
            further = self._block(number).end_of(end)
            if further is None:
                break
            end = further
        return end if end is not None and end - at <= FAR else None

    def stretch_at(self, at: int) -> Span | None:
        """The open stretch that an instant lies within, or at the end of; None if it is closed just before it.

        Of one that goes on beyond this block, no more is told than what of it is in the next to it.
        """
        number = (at - 1) // BLOCK
        found = self._block(number).around(at)
        if found is None:
            return None
        start, end = found
        if start == number * BLOCK:
            before = self._block(number - 1).around(start)
            start = before[0] if before else start
        if end == (number + 1) * BLOCK:
            after = self._block(number + 1).around(end + 1)
            end = after[1] if after else end
        return start, end

    def stretches(self, since: int, until: int) -> Iterator[Span]:
        """The open stretches of a window; one that crosses the border of two blocks comes as two that touch."""
        for number in range(since // BLOCK, (until - 1) // BLOCK + 1):
            block = self._block(number)
            yield from clipped(zip(block.starts, block.ends, strict=True), since, until)

    def _block(self, number: int) -> Block:
        found = self._blocks.get(number)
        if found is None:
            found = block_of(self.work_out(number * BLOCK, (number + 1) * BLOCK))
            self._blocks[number] = found
        return found
