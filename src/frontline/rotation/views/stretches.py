"""A stretch of a rotation that an address or a form names, and how things stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.http import QueryDict

from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch
from frontline.rotation.lanes import words
from frontline.rotation.lanes.block import Viewer, query
from frontline.rotation.lanes.gathering import pieces_of
from frontline.rotation.lanes.pieces import ON_CALL, Piece
from frontline.rotation.models import Rotation
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import Person
from frontline.rotation.views.asked import instant, whole, zone_of

LONGEST = timedelta(days=366)
AHEAD = timedelta(weeks=26)


@dataclass(frozen=True)
class Named:
    """`who` is the person whose shift it was when the address was made, or None. `pieces` are as things stand now."""

    plan: Plan
    rotation: Rotation
    shift: Stretch
    who: Person | None
    viewer: Viewer

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        return pieces_of(self.plan, self.rotation, *self.shift)

    @property
    def is_past(self) -> bool:
        return self.shift.until_at <= self.viewer.now

    @property
    def is_theirs(self) -> bool:
        """Whether `who` still has all of it."""
        on_call = [piece for piece in self.pieces if piece.role == ON_CALL]
        gapless = all(piece.role != "gap" for piece in self.pieces)
        return bool(on_call) and gapless and all(self.who in piece.people for piece in on_call)

    @property
    def query(self) -> str:
        return query(self.rotation.pk, *self.shift, self.who)

    @property
    def times(self) -> list[tuple[str, str]]:
        """(zone, span) in the viewer's zone, and in the rotation's if its clocks show another time."""
        zones = [self.viewer.zone or "UTC"]
        if not self.rotation.is_derived and self._differs(zones[0], self.rotation.timezone):
            zones.append(self.rotation.timezone)
        return [(words.zone_name(zone), words.span(*self.shift, zone, self.viewer.now)) for zone in zones]

    def _differs(self, one: str, other: str) -> bool:
        return any(
            at.astimezone(ZoneInfo(one)).utcoffset() != at.astimezone(ZoneInfo(other)).utcoffset()
            for at in self.shift
        )


def named(given: QueryDict, plan: Plan, teammate: Teammate, now: datetime) -> Named:
    """Raises Absent if there is no such rotation or person, Invalid if it names no stretch."""
    rotation = plan.rotations.get(whole(given.get("rotation", "")))
    if rotation is None:
        raise Absent("There is no such rotation, or it has ended.")
    shift = Stretch(instant(given.get("from", "")), instant(given.get("until", "")))
    if shift.from_at >= shift.until_at or shift.until_at - shift.from_at > LONGEST:
        raise Invalid("A shift ends after it begins, and within a year.")
    who = plan.people.get(whole(given.get("who", "")))
    if who is None and given.get("who"):
        raise Absent("There is no such teammate.")
    # Here times are told in the viewer's own zone, and beside it in the rotation's.
    return Named(plan, rotation, shift, who, Viewer(teammate.pk, teammate.is_lead, zone_of(teammate), now))


def coming(plan: Plan, rotation: Rotation, now: datetime) -> list[Piece]:
    """Everybody's own shifts of a rotation in the next half year, those that run now first."""
    until = now + AHEAD
    return [
        piece
        for piece in pieces_of(plan, rotation, now.replace(microsecond=0), until)
        if piece.role == ON_CALL and piece.person is not None and piece.until_at < until
    ]
