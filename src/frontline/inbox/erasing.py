"""What the inbox knows of a customer who is erased: their conversations, what they wrote elsewhere, how they came.

Their own conversations are emptied, whoever wrote in them, and stay as numbers with their times. In those of others
what they wrote is emptied, and they are taken out of what others wrote.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from frontline.events.models import Event
from frontline.inbox import indexing
from frontline.inbox.closing import close
from frontline.inbox.emptying import ERASED, empty, forget
from frontline.inbox.locking import lock, standing
from frontline.inbox.models import (
    Conversation,
    Dispatch,
    Intake,
    Message,
    Note,
    Pace,
    Participant,
    SearchDocument,
    Storm,
)
from frontline.notify.models import Notice
from frontline.people import erasing
from frontline.people.erasing import Erased
from frontline.people.scrubbing import Scrubber

_BATCH = 20
_SCRUBBED = (
    "subject",
    "text",
    "quoted",
    "html",
    "to",
    "cc",
    "author_name",
    "author_address",
    "placed_because",
)
BY = "Erasure"
# Once an erasure, through all of what arrived: what came of a delivery report or of a fault stands in words only there.
_ABOUT_THEM = """
    SELECT id FROM inbox_intake WHERE state <> 'pending' AND (
        envelope::text ILIKE ANY(%(likes)s) OR outcome ILIKE ANY(%(likes)s)
        OR (state = 'failed' AND EXISTS (
            SELECT 1 FROM unnest(%(words)s::text[]) AS word WHERE position(convert_to(word, 'UTF8') IN raw) > 0)))
"""


def register() -> None:
    """Called from AppConfig.ready."""
    erasing.names_known(_names)
    erasing.register("inbox.notices", _notices, order=490)
    erasing.register("inbox.own", _own, order=500)
    erasing.register("inbox.elsewhere", _elsewhere, order=510)
    erasing.register("inbox.arrivals", _arrivals, order=520)


def _names(customer: int) -> Iterable[str]:
    """How they signed, and from where they wrote. Those of whole conversations are looked for in each."""
    theirs = Message.objects.filter(customer=customer, direction=Message.Direction.IN)
    found = theirs.order_by().values_list("author_name", "author_address").distinct()
    named = Participant.objects.filter(customer=customer).values_list("name", "address")
    return {word for pair in [*found, *named] for word in pair}


def _notices(erased: Erased, after: int) -> int | None:
    """What teammates were told of their conversations, or of them."""
    own = Conversation.objects.filter(customer=erased.customer_id).values_list("pk", flat=True)
    numbers = "|".join(str(number) for number in own)
    about = Q(address__regex=rf"/conversations/({numbers})(\D|$)") | Q(text__regex=rf"#({numbers})(\D|$)")
    named = Q()
    for word in erased.scrubber.words:
        named |= Q(subject__icontains=word) | Q(text__icontains=word)
    told = (
        Notice.objects.filter((about | named) if numbers else named)
        if numbers or named
        else Notice.objects.none()
    )
    told.update(subject=ERASED, text=ERASED)
    return None


def _own(erased: Erased, after: int) -> int | None:
    found = Conversation.objects.filter(customer=erased.customer_id, pk__gt=after).order_by("pk")
    numbers = list(found.values_list("pk", flat=True)[:_BATCH])
    for number in numbers:
        _empty_one(number, erased)
    return numbers[-1] if len(numbers) == _BATCH else None


def _empty_one(number: int, erased: Erased) -> None:
    row = lock(number)
    # What came into it, and what went from it into another, by a merger.
    its = Q(conversation=number) | Q(conversation=standing(number), merged_from=number)
    messages, notes = Message.objects.filter(its), Note.objects.filter(its)
    others = [word for pair in row.participants.values_list("name", "address") for word in pair]
    authors = messages.filter(direction="in").values_list("author_name", "author_address")
    others += [word for pair in authors for word in pair]
    row.participants.all().delete()
    if row.is_open:
        close(row, why="its customer was erased", by=BY)
    elsewhere = set(messages.exclude(conversation=number).values_list("conversation", flat=True))
    empty(messages, notes)
    Conversation.objects.filter(pk=number).update(subject=ERASED, snippet="", snoozed_why="")
    SearchDocument.objects.filter(pk=number).delete()
    for other in elsewhere:
        indexing.rebuild(other)
    _scrub_events(number, Scrubber([*erased.words, *others]))


def _elsewhere(erased: Erased, after: int) -> int | None:
    wrote = Message.objects.filter(customer=erased.customer_id, direction=Message.Direction.IN)
    takes_part = Participant.objects.filter(Q(customer=erased.customer_id) | Q(address__in=erased.addresses))
    numbers = {
        number
        for rows in (wrote, takes_part)
        for number in rows.filter(conversation__gt=after)
        .order_by("conversation")
        .values_list("conversation", flat=True)
        .distinct()[:_BATCH]
    }
    batch = sorted(numbers)[:_BATCH]
    for number in batch:
        _take_out(number, erased)
    return batch[-1] if batch else None


def _take_out(number: int, erased: Erased) -> None:
    row, scrubber = lock(number), erased.scrubber
    if row.customer_id == erased.customer_id:
        return
    messages = Message.objects.filter(conversation=number)
    # The mails of others have them in their headers, and in what they quote: encoded, where no search finds them.
    forget(Intake.objects.filter(messages__conversation=number))
    empty(messages.filter(Q(customer=erased.customer_id) | Q(author_address__in=erased.addresses)))
    Dispatch.objects.filter(message__conversation=number, address__in=erased.addresses).delete()
    row.participants.filter(Q(customer=erased.customer_id) | Q(address__in=erased.addresses)).delete()
    for message in messages.iterator(chunk_size=100):
        _scrub(message, scrubber)
    for note in Note.objects.filter(conversation=number):
        Note.objects.filter(pk=note.pk).update(text=scrubber.text(note.text))
    Conversation.objects.filter(pk=number).update(
        subject=scrubber.text(row.subject), snippet=scrubber.text(row.snippet)
    )
    indexing.rebuild(number)
    _scrub_events(number, scrubber)


def _scrub(message: Message, scrubber: Scrubber) -> None:
    changed = {
        name: now
        for name in _SCRUBBED
        if (now := scrubber.data(getattr(message, name))) != getattr(message, name)
    }
    if changed:
        Message.objects.filter(pk=message.pk).update(**changed)


def _arrivals(erased: Erased, after: int) -> int | None:
    with connection.cursor() as cursor:
        likes = Scrubber(erased.addresses).likes()
        cursor.execute(_ABOUT_THEM, {"likes": likes, "words": list(erased.addresses)})
        ids = [pk for (pk,) in cursor.fetchall()]
    forget(Intake.objects.filter(pk__in=ids))
    erasing.scrub_events(Event.objects.filter(subject_kind="intake", subject_id__in=ids), erased.scrubber)
    Pace.objects.filter(address__in=erased.addresses).delete()
    Storm.objects.filter(customer=erased.customer_id).delete()
    return None


def _scrub_events(number: int, scrubber: Scrubber) -> None:
    erasing.scrub_events(
        Event.objects.filter(subject_kind="conversation", subject_id=number).iterator(), scrubber
    )
