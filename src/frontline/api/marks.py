"""Marks over REST: releases and incidents, drawn over the days of the numbers. For deploy scripts, mostly."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from frontline.api.shapes import Person
from frontline.api.signing_in import caller
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.reports.numbers.marks import add_mark, remove_mark
from frontline.reports.numbers.models import Mark

router = Router(tags=["numbers"])


class MarkShape(Schema):
    id: int
    kind: Literal["release", "incident", "other"]
    label: str
    at: datetime
    address: str = Field(description="Where to read more; may be empty.")
    made_by: Person | None


class NewMark(Schema):
    kind: Literal["release", "incident", "other"]
    label: str = Field(description="What happened, in 80 characters at most.")
    at: datetime | None = Field(None, description="With its offset; left out, now.")
    address: str = ""


class Marks(Schema):
    items: list[MarkShape]


@router.get("", response=Marks, summary="List marks")
def index(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=500)] = 200) -> dict[str, Any]:
    """The newest first."""
    return {"items": [_mark(each) for each in Mark.objects.select_related("made_by")[:limit]]}


@router.post("", response={201: MarkShape}, summary="Add a mark")
def add(request: HttpRequest, new: NewMark) -> Status[dict[str, Any]]:
    """It is drawn over the days from now on."""
    at = new.at or clock.now()
    if at.tzinfo is None:
        raise Invalid(f"An instant needs its offset: {at.isoformat()}Z, for one in UTC.")
    return Status(
        201, _mark(add_mark(new.kind, new.label, at.astimezone(UTC), address=new.address, by=caller(request)))
    )


@router.delete("/{int:mark}", response=MarkShape, summary="Remove a mark")
def remove(request: HttpRequest, mark: int) -> dict[str, Any]:
    """What was added by mistake; as it was."""
    return _mark(remove_mark(mark, by=caller(request)))


def _mark(mark: Mark) -> dict[str, Any]:
    by = mark.made_by
    return {
        "id": mark.pk,
        "kind": mark.kind,
        "label": mark.label,
        "at": mark.at,
        "address": mark.address,
        "made_by": {"name": by.name, "email": by.email} if by else None,
    }
