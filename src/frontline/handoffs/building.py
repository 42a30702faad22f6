"""The digest: all that the next one takes over, on one page and in one mail."""

from django.db import transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.checklist import Item, checklist
from frontline.handoffs.models import Handoff
from frontline.kernel import clock
from frontline.people.models import Teammate


@transaction.atomic
def build(handoff: Handoff, *, by: Teammate | None = None) -> Handoff:
    """Write down what is so now; `by` nobody: the timer. Again: anew, until the next one has read it."""
    fresh = Handoff.objects.select_for_update(of=("self",)).get(pk=handoff.pk)
    if fresh.acknowledged_at is None:
        items = checklist(fresh.from_teammate_id, fresh.since_at)
        fresh.digest = {"conversations": [_entry(item) for item in items]}
        fresh.built_at, fresh.built_by = clock.now(), by
        fresh.save(update_fields=["digest", "built_at", "built_by"])
        record(
            events.BUILT,
            events.subject(fresh.pk),
            by=by or "Frontline",
            conversations=len(items),
            lacking=len(fresh.lacking),
        )
    return fresh


def as_text(handoff: Handoff) -> str:
    """The digest as plain text; its lists are lists for `notify` too."""
    told = [each for each in handoff.conversations if each["state"] == "noted"]
    if not handoff.conversations:
        return "Nothing is open: you begin with an empty desk."
    parts = [f"{_counted(len(handoff.conversations))} of {handoff.from_teammate.name}'s shift."]
    if told:
        parts.append("\n".join(_lines(each) for each in told))
    if handoff.lacking:
        parts.append("Without a note, or with one from before the last message:")
        parts.append("\n".join(_lines(each) for each in handoff.lacking))
    return "\n\n".join(parts)


def _entry(item: Item) -> dict[str, object]:
    customer, note = item.conversation.customer, item.note
    return {
        "number": item.number,
        "subject": " ".join(item.conversation.subject.split()),
        "customer": " ".join(customer.name.split()),
        "company": customer.company.name if customer.company else "",
        "tier": item.tier,
        "known": note.known if note else "",
        "tried": note.tried if note else "",
        "next": note.next if note else "",
        "state": item.state,
        "handed_to": note.handed_to.name if note and note.handed_to else "",
    }


def _lines(entry: dict[str, object]) -> str:
    who = f"{entry['customer'] or 'No name'}, {entry['tier']}"
    head = f"- #{entry['number']} {entry['subject'] or 'No subject'} ({who})"
    said = [f"  {name.capitalize()}: {entry[name]}" for name in ("known", "tried", "next") if entry[name]]
    return "\n".join([head, *said])


def _counted(number: int) -> str:
    return "One open conversation" if number == 1 else f"{number} open conversations"
