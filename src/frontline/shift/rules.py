"""What leads chose for everybody's page, kept in this process as long as the plan of the rotations."""

import threading
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate
from frontline.rotation.models import Rotation
from frontline.rotation.plan.current import bump, recent
from frontline.rotation.plan.loading import Plan
from frontline.shift import events
from frontline.shift.models import DUE_NEXT_WITHIN, FOLLOW_UP_AFTER, ShiftRules

LONGEST_SILENCE, FURTHEST = timedelta(days=90), timedelta(days=7)


class Rules(NamedTuple):
    """`rotation_id` is of the one that counts, None: the hero's."""

    rotation_id: int | None = None
    follow_up_after: timedelta = FOLLOW_UP_AFTER
    due_next_within: timedelta = DUE_NEXT_WITHIN


class ForLeads(Refusal):
    """Only a lead may do this."""

    code = "for_leads"
    status = 403


_lock = threading.Lock()
_kept: list[tuple[Plan, Rules]] = []


def rules(plan: Plan | None = None) -> Rules:
    """The rules as they were when the plan was read: whoever changes one of them gives the plan a new number."""
    plan = plan or recent()
    with _lock:
        if _kept and _kept[0][0] is plan:
            return _kept[0][1]
    row = ShiftRules.objects.values_list(*Rules._fields).first()
    found = Rules._make(row) if row else Rules()
    with _lock:
        _kept[:] = [(plan, found)]
    return found


@transaction.atomic
def choose(
    rotation: Rotation | None, *, follow_up_after: timedelta, due_next_within: timedelta, by: Teammate
) -> None:
    """Set the rules. Raises Invalid, ForLeads."""
    if not by.is_lead:
        raise ForLeads("Only a lead can choose this. Ask one of them.")
    if not timedelta(0) < follow_up_after <= LONGEST_SILENCE:
        raise Invalid("Follow up after 1 to 90 days.")
    if not timedelta(0) < due_next_within <= FURTHEST:
        raise Invalid("What is due next can be 1 to 168 hours away.")
    if rotation is not None and rotation.ended_at is not None:
        raise Invalid(f"{rotation.name} has ended: choose another rotation.")
    said = {
        "rotation": rotation,
        "follow_up_after": follow_up_after,
        "due_next_within": due_next_within,
    }
    row, is_new = ShiftRules.objects.select_for_update().get_or_create(id=1, defaults=said)
    if not is_new and all(getattr(row, name) == value for name, value in said.items()):
        return
    ShiftRules.objects.filter(id=1).update(**said)
    bump()
    record(
        events.RULES_CHANGED,
        ("workspace", 1),
        by=by,
        rotation=rotation.name if rotation else None,
        follow_up_after=follow_up_after.total_seconds(),
        due_next_within=due_next_within.total_seconds(),
    )
