"""The checklist: each open conversation of the hero, and whether its note counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

from frontline.handoffs.models import HandoffNote
from frontline.inbox.models import Conversation

State = Literal["noted", "stale", "lacking"]
MOST = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One conversation. `note` is the last of this shift; `stale`: a message came or went since."""

    conversation: Conversation
    note: HandoffNote | None
    state: State

    @property
    def number(self) -> int:
        return self.conversation.number

    @property
    def tier(self) -> str:
        company = self.conversation.customer.company
        return (company.tier if company else "") or "community"

    @property
    def is_handed_over(self) -> bool:
        return self.note is not None and self.note.handed_to_id is not None


def checklist(giver: int, since_at: datetime) -> list[Item]:
    """Their open conversations, and those that they have handed over in this shift; who waits longest first.

    Two queries, however many there are (500 at most).
    """
    notes: dict[int, HandoffNote] = {}
    written = HandoffNote.objects.filter(from_teammate=giver, at__gte=since_at)
    for note in written.select_related("by", "handed_to").order_by("id"):
        notes[note.conversation_id] = note  # the last one stays
    handed = [number for number, note in notes.items() if note.handed_to_id]
    theirs = Conversation.objects.filter(
        Q(assignee=giver) | Q(pk__in=handed), status=Conversation.Status.OPEN
    ).select_related("customer__company")
    ordered = theirs.order_by("waits_for_customer", "waiting_since", "id")[:MOST]
    return [_item(each, notes.get(each.pk)) for each in ordered]


def lacking(giver: int, since_at: datetime) -> int:
    """How many still need a note."""
    return sum(item.state != "noted" for item in checklist(giver, since_at))


def _item(conversation: Conversation, note: HandoffNote | None) -> Item:
    if note is None:
        return Item(conversation, None, "lacking")
    return Item(conversation, note, "noted" if note.at > conversation.last_message_at else "stale")
