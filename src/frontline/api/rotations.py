"""Rotations over REST: who is on, the final shifts, and amendments."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Status

from frontline.api import rotation_shapes as shapes
from frontline.api.signing_in import caller
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.finding import teammate_at
from frontline.people.models import Teammate
from frontline.rotation.allowing import standing
from frontline.rotation.models import Amendment, Rotation
from frontline.rotation.overriding import override, revoke
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts, who_is_on
from frontline.rotation.standing import Standing, standings

router = Router(tags=["rotations"])
LONGEST = timedelta(days=400)
_At = Annotated[datetime | None, Query(None, description="An instant with its offset; left out, now.")]


@router.get("", response=shapes.Rotations, summary="List rotations, with who is on now and next")
def index(request: HttpRequest) -> dict[str, Any]:
    """All that have not ended, the hero's first, then by name; there is no second page."""
    plan = current()
    by_rotation = {each.rotation: each for each in standings()}
    return {
        "items": [
            _rotation(rotation, by_rotation[pk], broken=plan.broken.get(pk, ""))
            for pk, rotation in plan.rotations.items()
            if pk in by_rotation
        ]
    }


@router.get("/{int:rotation}/on", response=shapes.OnAt, summary="Who is on at an instant")
def on(request: HttpRequest, rotation: int, at: _At = None) -> dict[str, Any]:
    """For the past this is what the shift log says, for the future what is planned now."""
    instant = _aware(at) if at else clock.now()
    return {"at": instant, "on": [as_duty(duty) for duty in who_is_on(rotation, instant)]}


@router.get(
    "/{int:rotation}/shifts", response=shapes.Shifts, by_alias=True, summary="The final shifts in a window"
)
def shifts(
    request: HttpRequest,
    rotation: int,
    from_at: Annotated[datetime, Query(alias="from")],
    until_at: Annotated[datetime, Query(alias="until")],
) -> dict[str, Any]:
    """They fill the window (400 days at most) without overlaps; in a gap nobody is on."""
    if not timedelta() < _aware(until_at) - _aware(from_at) <= LONGEST:
        raise Invalid("`until` must be after `from`, by 400 days at most.")
    found = final_shifts(from_at, until_at, only=[rotation])[rotation]
    return {"items": [_shift(shift) for shift in found]}


@router.get(
    "/{int:rotation}/amendments",
    response=shapes.Amendments,
    by_alias=True,
    summary="Overrides, swaps and covers",
)
def amendments(
    request: HttpRequest,
    rotation: int,
    since: _At = None,
    limit: Annotated[int, Field(ge=1, le=500)] = 200,
) -> dict[str, Any]:
    """Those that end after `since` (left out: now), revoked ones too, in the order in which they were made."""
    found = (
        Amendment.objects.filter(
            rotation=standing(rotation), until_at__gt=_aware(since) if since else clock.now()
        )
        .select_related("teammate", "instead_of", "made_by")
        .order_by("pk")
    )
    return {"items": [_amendment(each) for each in found[:limit]]}


@router.post(
    "/{int:rotation}/amendments",
    response={201: shapes.Amendment},
    by_alias=True,
    summary="Put somebody on, or take them off",
)
def amend(request: HttpRequest, rotation: int, new: shapes.NewAmendment) -> Status[dict[str, Any]]:
    """What has passed of it stays as it was. Leads do it for all, others put themselves on. Again: the same."""
    made = override(
        standing(rotation),
        new.kind,
        _teammate(new.teammate),
        _aware(new.from_),
        _aware(new.until),
        instead_of=_teammate(new.instead_of) if new.instead_of else None,
        why=new.why,
        by=caller(request),
    )
    return Status(201, _amendment(made))


@router.delete(
    "/{int:rotation}/amendments/{int:pk}",
    response=shapes.Amendment,
    by_alias=True,
    summary="Revoke an amendment",
)
def unamend(request: HttpRequest, rotation: int, pk: int) -> dict[str, Any]:
    """From now on all is as if it had never been; of a swap both halves. Again: changes nothing."""
    found = Amendment.objects.filter(pk=pk, rotation=standing(rotation)).first()
    if found is None:
        raise Absent("There is no such amendment.")
    revoke(found, by=caller(request))
    return _amendment(found)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Invalid(f"An instant needs its offset: {at.isoformat()}Z, for one in UTC.")
    return at


def _teammate(email: str) -> Teammate:
    found = teammate_at(email)
    if found is None:
        raise Invalid(f"There is no active teammate with the address {email[:80]}.")
    return found


def _rotation(rotation: Rotation, now: Standing, *, broken: str) -> dict[str, Any]:
    return {
        "id": rotation.pk,
        "name": rotation.name,
        "team": rotation.team.name if rotation.team else None,
        "is_hero": rotation.is_hero,
        "timezone": rotation.timezone,
        "expression": rotation.expression,
        "broken": broken,
        "on": [as_duty(duty) for duty in now.on],
        "until": now.until_at,
        "next": {"at": now.next_at, "on": [as_duty(duty) for duty in now.next_on]} if now.next_at else None,
    }


def as_duty(duty: FinalDuty) -> dict[str, Any]:
    return {
        "teammate": {"name": duty.person.name, "email": duty.person.email},
        "role": duty.role,
        "because": duty.because,
        "absent": duty.is_absent,
    }


def _shift(shift: FinalShift) -> dict[str, Any]:
    return {"from": shift.from_at, "until": shift.until_at, "on": [as_duty(duty) for duty in shift.on]}


def _amendment(row: Amendment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "from": row.from_at,
        "until": row.until_at,
        "teammate": _person(row.teammate),
        "instead_of": _person(row.instead_of) if row.instead_of else None,
        "why": row.why,
        "made_by": _person(row.made_by),
        "made_at": row.made_at,
        "revoked_at": row.revoked_at,
    }


def _person(teammate: Teammate) -> dict[str, str]:
    return {"name": teammate.name, "email": teammate.email}
