"""Handing conversations themselves over: the next hero becomes their assignee."""

from collections.abc import Iterable

from django.db import transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.allowing import only_giver
from frontline.handoffs.models import HandoffNote
from frontline.handoffs.noting import item_of
from frontline.handoffs.preparing import handoff_for
from frontline.handoffs.shifts import Shift
from frontline.inbox.assigning import assign
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate


class NobodyNext(Refusal):
    """Nobody has the next shift."""

    code = "nobody_next"


@transaction.atomic
def hand_over(shift: Shift, numbers: Iterable[int], *, by: Teammate) -> list[int]:
    """Give these to the next hero, all or none; those that were given already stay given. The numbers given now.

    Raises Invalid if one has no note that counts, NobodyNext, Absent, NotYours.
    """
    only_giver(shift, by)
    if shift.taker is None:
        raise NobodyNext("Nobody has the next shift yet: plan it first, or keep the conversations.")
    items = [item_of(shift, number) for number in dict.fromkeys(numbers)]
    if lacking := [f"#{item.number}" for item in items if item.state != "noted"]:
        raise Invalid(f"Write a note first for {', '.join(lacking)}. Nothing was handed over.")
    waiting = [item for item in items if not item.is_handed_over]
    taker = Teammate.objects.get(pk=shift.taker.pk)
    for item in waiting:
        assign(item.conversation, taker, why="handed over with the shift", by=by)
        assert item.note is not None
        HandoffNote.objects.filter(pk=item.note.pk).update(handed_to=taker)
    given = [item.number for item in waiting]
    if given:
        handoff = handoff_for(shift)
        record(
            events.CONVERSATIONS_HANDED, events.subject(handoff.pk), by=by, conversations=given, to=taker.pk
        )
    return given
