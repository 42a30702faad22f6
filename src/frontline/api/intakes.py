"""Intakes over REST: what arrived, and what came of it."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Router

from frontline.api import shapes, showing
from frontline.api.shapes import UNSET
from frontline.api.signing_in import caller
from frontline.inbox import replaying
from frontline.inbox.models import Intake
from frontline.inbox.queries import decode, encode
from frontline.kernel.refusal import Absent, Invalid

router = Router(tags=["intakes"])


@router.get("", response=shapes.Intakes, summary="List intakes, the newest first")
def index(
    request: HttpRequest,
    state: Annotated[Literal["pending", "done", "failed"] | None, UNSET] = None,
    cursor: Annotated[str | None, UNSET] = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The order is by id, descending."""
    found = Intake.objects.defer("raw").order_by("-pk")
    if state:
        found = found.filter(state=state)
    if cursor:
        (before,) = decode(cursor, 1)
        if not before.isdigit():
            raise Invalid("That cursor is not one that this list gave: begin again without it.")
        found = found.filter(pk__lt=int(before))
    rows = list(found[: limit + 1])
    return {
        "items": [showing.intake(row) for row in rows[:limit]],
        "next_cursor": encode(rows[limit - 1].pk) if len(rows) > limit else None,
    }


@router.post("/{int:pk}/replay", response=shapes.Intake, summary="Read a failed intake again")
def replay(request: HttpRequest, pk: int) -> dict[str, Any]:
    intake = Intake.objects.defer("raw").filter(pk=pk).first()
    if intake is None:
        raise Absent(f"There is no intake {pk}.")
    return showing.intake(replaying.replay(intake, by=caller(request)))
