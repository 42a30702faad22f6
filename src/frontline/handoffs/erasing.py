"""What hand-offs say of the conversations of a customer who is erased."""

from frontline.handoffs.models import Handoff, HandoffNote
from frontline.inbox.emptying import ERASED
from frontline.inbox.models import Conversation
from frontline.people import erasing
from frontline.people.erasing import Erased

_SAID = ("subject", "customer", "known", "tried", "next")


def register() -> None:
    """Called from AppConfig.ready."""
    erasing.register("handoffs", _handoffs, order=200)


def _handoffs(erased: Erased, after: int) -> int | None:
    own = Conversation.objects.filter(customer=erased.customer_id)
    HandoffNote.objects.filter(conversation__in=own).update(known=ERASED, tried="", next=ERASED)
    numbers, scrubber = set(own.values_list("pk", flat=True)), erased.scrubber
    for note in HandoffNote.objects.filter(conversation__participants__address__in=erased.addresses):
        for name in ("known", "tried", "next"):
            setattr(note, name, scrubber.text(getattr(note, name)))
        note.save(update_fields=["known", "tried", "next"])
    for handoff in Handoff.objects.exclude(digest={}).iterator():
        told = [_without(each, numbers) for each in handoff.conversations]
        digest = scrubber.data({**handoff.digest, "conversations": told})
        if digest != handoff.digest:
            Handoff.objects.filter(pk=handoff.pk).update(digest=digest)
    return None


def _without(told: dict[str, object], numbers: set[int]) -> dict[str, object]:
    if told.get("number") not in numbers:
        return told
    return {key: ERASED if key in _SAID and value else value for key, value in told.items()}
