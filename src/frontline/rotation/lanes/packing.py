"""Rows: what overlaps stands below each other, and who had a row keeps it."""

from collections.abc import Hashable, Sequence


def rows(spans: Sequence[tuple[int, int, Hashable]]) -> list[int]:
    """A row, from 0 on, for each (start, end, whose), ascending by their start; none overlaps another in its row."""
    ends: list[int] = []
    theirs: dict[Hashable, int] = {}
    found = []
    for start, end, whose in spans:
        free = [row for row, before in enumerate(ends) if before <= start]
        row = theirs[whose] if theirs.get(whose) in free else free[0] if free else len(ends)
        if row == len(ends):
            ends.append(end)
        ends[row] = end
        theirs[whose] = row
        found.append(row)
    return found
