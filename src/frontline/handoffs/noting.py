"""Writing what the next one needs to know."""

from django.db import transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.allowing import only_giver
from frontline.handoffs.checklist import Item, checklist
from frontline.handoffs.models import HandoffNote
from frontline.handoffs.preparing import handoff_for
from frontline.handoffs.shifts import Shift
from frontline.inbox.noting import note
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate

LONGEST = 500


@transaction.atomic
def write_note(
    shift: Shift,
    number: int,
    *,
    known: str,
    tried: str = "",
    next: str,
    submission: str = "",
    by: Teammate,
) -> HandoffNote:
    """A private note in the conversation: what is known, what was tried, what is next. The last one counts.

    Raises Invalid (nothing known or next, too long), Absent (not open with the hero), NotYours.
    """
    only_giver(shift, by)
    said = {"known": _line(known), "tried": _line(tried), "next": _line(next)}
    if not said["known"] or not said["next"]:
        raise Invalid("Say what is known, and what is next: the one after you begins with it.")
    if any(len(text) > LONGEST for text in said.values()):
        raise Invalid(f"Keep each field to {LONGEST} characters: the conversation has the rest.")
    item = item_of(shift, number)
    written = note(item.conversation, _markdown(said), submission=submission, by=by)
    made, is_new = HandoffNote.objects.get_or_create(
        note=written,
        defaults={
            "conversation": item.conversation,
            "from_teammate_id": shift.giver.pk,
            "handed_to_id": item.note.handed_to_id if item.note else None,
            "by": by,
            "at": written.at,
            **said,
        },
    )
    if is_new:
        handoff = handoff_for(shift)
        record(events.NOTED, events.subject(handoff.pk), by=by, conversation=number)
    return made


def item_of(shift: Shift, number: int) -> Item:
    """That conversation on the checklist. Raises Absent."""
    for item in checklist(shift.giver.pk, shift.since_at):
        if item.number == number:
            return item
    raise Absent(f"#{number} is not open with {shift.giver.name} any more.")


def _line(text: str) -> str:
    return " ".join(storable(text).split())


def _markdown(said: dict[str, str]) -> str:
    parts = ["**For the hand-off**", f"Known: {said['known']}"]
    parts += [f"Tried: {said['tried']}"] if said["tried"] else []
    return "\n\n".join([*parts, f"Next: {said['next']}"])
