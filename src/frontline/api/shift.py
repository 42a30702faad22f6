"""My shift over REST: who is on, what waits, and who is there."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from frontline.api.rotation_shapes import Duty
from frontline.api.rotations import as_duty
from frontline.api.signing_in import caller
from frontline.shift.company import company
from frontline.shift.laying_out import COUNTED, lay_out
from frontline.shift.scene import scene

router = Router(tags=["shift"])


class ShiftWatch(Schema):
    rotation: str
    role: str = Field(description="The caller's: on-call, shadow, or empty if they are not on.")
    since: datetime | None
    until: datetime | None
    on: list[Duty]
    next: list[Duty]


class ShiftSection(Schema):
    key: str
    heading: str
    count: int = Field(description=f"Counted up to {COUNTED}.")
    conversations: list[int] = Field(description="The numbers of those that the page shows, in its order.")


class MyShift(Schema):
    has_turn: bool = Field(description="Whether the caller keeps what nobody has.")
    jumps_in: bool = Field(description="Whether they are at work while nobody is who has the turn.")
    watches: list[ShiftWatch]
    sections: list[ShiftSection]


@router.get("", response=MyShift, summary="The caller's shift, and what waits on their page")
def show(request: HttpRequest) -> dict[str, Any]:
    """The same as the page /shift: each open conversation is on somebody's."""
    now = scene(caller(request))
    return {
        "has_turn": now.has_turn,
        "jumps_in": now.jumps_in,
        "watches": [
            {
                "rotation": watch.standing.name,
                "role": watch.role,
                "since": watch.since_at,
                "until": watch.standing.until_at,
                "on": [as_duty(each) for each in watch.standing.on],
                "next": [as_duty(each) for each in watch.standing.next_on],
            }
            for watch in company(now.me.pk)
        ],
        "sections": [
            {
                "key": filled.section.key,
                "heading": filled.section.heading,
                "count": filled.found,
                "conversations": [row.pk for row in filled.rows],
            }
            for filled in lay_out(now)
        ],
    }
