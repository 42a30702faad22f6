"""Parting what was merged: each message and note goes back to where it came from. What came since stays where it is."""

from django.db import transaction

from frontline.events.models import Event
from frontline.events.recording import Actor, record
from frontline.inbox import events, waiting
from frontline.inbox.clocks.following import FIELDS, follow
from frontline.inbox.locking import lock
from frontline.inbox.merging import settle
from frontline.inbox.models import Categorisation, Conversation, Message, Note, Participant
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid


def part(one: Conversation, *, by: Actor | str) -> Conversation:
    """Undo the merger of `one`: it stands by itself again, open if it was; the one that it was merged into.

    Raises Invalid if it was not merged, or if what it was merged into was merged itself since.
    """
    with transaction.atomic():
        ends, stays = _both(one.pk)
        family = _family(ends.number)
        for model in (Message, Note):
            model.objects.filter(conversation=stays, merged_from__in=family).update(conversation=ends)
            model.objects.filter(conversation=ends, merged_from=ends.number).update(merged_from=None)
        _take_back(stays, ends)
        _stand(ends)
        waiting.recount(stays)
        follow(stays, at=clock.now())
        stays.save(update_fields=[*waiting.FIELDS, *FIELDS])
        record(events.PARTED, ends.as_subject, by=by, out_of=stays.number)
        record(events.GAVE_BACK, stays.as_subject, by=by, number=ends.number)
        settle(ends.number, stays.number)
    return stays


def _both(number: int) -> tuple[Conversation, Conversation]:
    into = Conversation.objects.filter(pk=number).values_list("merged_into", flat=True).first()
    if not into:
        raise Invalid(f"#{number} is not merged into another.")
    rows = {n: lock(n) for n in sorted((number, into))}
    if rows[number].merged_into_id != into:
        raise Invalid(f"#{number} has just been changed by somebody else: look at it again.")
    if further := rows[into].merged_into_id:
        raise Invalid(f"#{into} was merged into #{further} since: take that out first.")
    return rows[number], rows[into]


def _family(number: int) -> list[int]:
    """It, and all that were merged into it, whose messages went along."""
    found = [number]
    for each in found:
        found += Conversation.objects.filter(merged_into=each).values_list("pk", flat=True)
    return found


def _take_back(stays: Conversation, ends: Conversation) -> None:
    """Who takes part, and what it is about, only because of the merger; but not who has written there since."""
    took = Event.objects.filter(
        subject_kind="conversation", subject_id=stays.pk, kind=events.TOOK_IN, data__number=ends.number
    ).latest("id")
    joined = Participant.objects.filter(conversation=stays, pk__in=took.data.get("participants", ()))
    joined.exclude(address__in=stays.messages.values("author_address")).delete()
    Categorisation.objects.filter(conversation=stays, category__in=took.data.get("categories", ())).delete()


def _stand(ends: Conversation) -> None:
    merged = Event.objects.filter(subject_kind="conversation", subject_id=ends.pk, kind=events.MERGED).latest(
        "id"
    )
    ends.merged_into = None
    if merged.data.get("was_open"):
        ends.status, ends.closed_at = Conversation.Status.OPEN, None
    waiting.recount(ends)
    follow(ends, at=clock.now())
    ends.save(update_fields=["merged_into", *waiting.FIELDS, *FIELDS])
