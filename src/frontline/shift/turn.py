"""Whose turn it is: the rotation that counts for customers, who is on in it, and who is there at all."""

from datetime import datetime

from frontline.kernel import clock
from frontline.people.models import Role, Teammate
from frontline.rotation.models import Absence, Rotation
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.loading import Plan
from frontline.rotation.standing import Standing, standings
from frontline.shift.placing import Crew
from frontline.shift.rules import rules


def support_rotation(plan: Plan | None = None) -> Rotation | None:
    """The rotation whose people have the turn: the one that leads chose, as long as it goes on; else the hero's."""
    plan = plan or recent()
    chosen = plan.rotations.get(rules(plan).rotation_id or 0)
    return chosen or next((each for each in plan.rotations.values() if each.is_hero), None)


def standing() -> Standing | None:
    """Who has the turn now, and next; None without a rotation that counts."""
    rotation = support_rotation()
    return next((each for each in standings() if rotation and each.rotation == rotation.pk), None)


def on_now(standing: Standing | None) -> frozenset[int]:
    """Who is on call there, and not known to be away."""
    duties = standing.on if standing else ()
    return frozenset(duty.person.pk for duty in duties if duty.is_on_call and not duty.is_absent)


def crew(away: dict[int, datetime]) -> Crew:
    """Everybody now; `away` as `who_is_away` says. One query."""
    rows = list(Teammate.objects.order_by("pk").values_list("pk", "is_active", "role"))
    return Crew(
        everybody=frozenset(pk for pk, _, _ in rows),
        active=frozenset(pk for pk, is_active, _ in rows if is_active),
        away=frozenset(away),
        leads=frozenset(pk for pk, is_active, role in rows if is_active and role == Role.LEAD),
        on=on_now(standing()),
    )


def who_is_away() -> dict[int, datetime]:
    """Who is away now, and until when. One query, by index."""
    now = clock.now()
    found: dict[int, datetime] = {}
    rows = Absence.objects.filter(until_at__gt=now, from_at__lte=now)
    for teammate, until_at in rows.values_list("teammate", "until_at"):
        found[teammate] = max(until_at, found.get(teammate, until_at))
    return found
