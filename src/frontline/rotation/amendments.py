"""Amendments: overrides, swaps and covers, laid over the seats in the order in which they were made.

Each sees what those before it left. None of them knows slots or line-ups, so none can change the order.
"""

from collections.abc import Sequence

from frontline.rotation.duties import Seat, Seats, taken
from frontline.rotation.spec import Amendment, Interval
from frontline.rotation.timeline import Timeline, holding, joined, paired


def amend(line: Timeline[Seats], amendments: Sequence[Amendment], window: Interval) -> Timeline[Seats]:
    """The seats after the amendments of this rotation."""
    held = holding(window, [amendment.during for amendment in amendments])
    if len(held) == 1 and not held[0][1]:
        return line
    found: Timeline[Seats] = []
    for instant, seats, numbers in paired(line, held):
        now = seats
        for number in numbers:
            now = _applied(now, amendments[number])
        found.append((instant, now))
    return joined(found)


def _applied(seats: Seats, amendment: Amendment) -> Seats:
    match amendment.kind:
        case "add":
            there = any(place.holder == amendment.teammate for place in seats)
            return seats if there else (*seats, _added(amendment, "override: added"))
        case "remove":
            return tuple(place for place in seats if place.holder != amendment.teammate)
        case "swap":
            return tuple(_swapped(place, amendment) for place in seats)
        case "replace" | "cover":
            return _replaced(seats, amendment)


def _replaced(seats: Seats, amendment: Amendment) -> Seats:
    """Without `instead_of`, everybody is replaced, and an empty time is filled."""
    if amendment.instead_of is None and not seats:
        return (_added(amendment, _words(amendment, None)),)
    return tuple(
        taken(place, amendment.teammate, _words(amendment, place.holder))
        if amendment.instead_of in {None, place.holder} and place.holder != amendment.teammate
        else place
        for place in seats
    )


def _swapped(place: Seat, amendment: Amendment) -> Seat:
    """Both ways: each of the two has what the other had."""
    one, other = amendment.teammate, amendment.instead_of or amendment.teammate
    if place.holder == one:
        return taken(place, other, _said(f"swap with {one}", amendment))
    if place.holder == other:
        return taken(place, one, _said(f"swap with {other}", amendment))
    return place


def _added(amendment: Amendment, because: str) -> Seat:
    return Seat(amendment.teammate, _said(because, amendment))


def _words(amendment: Amendment, whom: str | None) -> str:
    if amendment.kind == "cover":
        return _said(f"cover for {whom}", amendment) if whom else "cover"
    return _said(f"override: instead of {whom}", amendment) if whom else "override"


def _said(because: str, amendment: Amendment) -> str:
    return f"{because}, by {amendment.by}" if amendment.by else because
