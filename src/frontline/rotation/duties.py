"""Duties and seats: who is on, in which role, and because of what.

A seat is somebody's place at a time: whose it was by the order, and who sits there after the amendments. Because the
first stays known, two swaps of the same two leave everything as it was, reasons included.
"""

from collections.abc import Iterable
from typing import NamedTuple

ON_CALL = "on-call"
SHADOW = "shadow"


class Duty(NamedTuple):
    """`because` is for people. `absent`: they are away then, and nobody has taken it over yet."""

    teammate: str
    role: str
    because: str
    absent: bool = False


class Seat(NamedTuple):
    holder: str
    because: str
    owner: str | None = None
    reason: str = ""


Seats = tuple[Seat, ...]
Duties = tuple[Duty, ...]


def seat(teammate: str, reason: str) -> Seat:
    """Somebody's own seat."""
    return Seat(teammate, reason, teammate, reason)


def taken(place: Seat, by: str, because: str) -> Seat:
    """The seat with another in it; who comes back to their own has it for the first reason."""
    return place._replace(holder=by, because=place.reason if by == place.owner else because)


def on_call(seats: Seats) -> Duties:
    """Each person once: who sits in two seats is there for their own."""
    own = {place.holder: place for place in seats if place.holder == place.owner}
    found: dict[str, Duty] = {}
    for place in seats:
        if place.holder not in found:
            because = own.get(place.holder, place).because
            found[place.holder] = Duty(place.holder, ON_CALL, because)
    return tuple(found.values())


def seats_for(people: Iterable[Duty]) -> Seats:
    """Own seats, as a derived rotation begins with."""
    return tuple(seat(duty.teammate, duty.because) for duty in people)
