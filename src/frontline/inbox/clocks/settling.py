"""Settling: a conversation's clocks and place anew, from the record, after something outside of it has changed.

That is rare: its customer's tier, the promises, a working calendar, a merger. It is done by jobs, a batch at a time, so
that thousands of conversations can be; again changes nothing.
"""

from collections.abc import Sequence

from django.db import transaction

from frontline.events.recording import record
from frontline.hours import current as hours
from frontline.inbox import events
from frontline.inbox.clocks import current
from frontline.inbox.clocks.following import BY, FIELDS, follow
from frontline.inbox.models import Conversation
from frontline.kernel import clock

BATCH = 200


def resettle(number: int) -> bool:
    """Bring the clocks of conversation `number` in line, and its place in the queue; whether that is another now."""
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().filter(pk=number).first()
        if fresh is None:
            return False
        before = [getattr(fresh, name) for name in FIELDS]
        follow(fresh, at=clock.now())
        moved = [getattr(fresh, name) for name in FIELDS] != before
        if moved:
            fresh.save(update_fields=FIELDS)
    return moved


def resettle_some(after: int, *, company: int | None = None) -> int | None:
    """`resettle` for the next open conversations, by number; the last number, or None at the end.

    With a `company`, only those of its customers.
    """
    current.current()
    hours.current()
    numbers = _next(after, company)
    moved = [resettle(number) for number in numbers].count(True)
    if moved:
        # Once for all of them: open pages fetch what they show again.
        with transaction.atomic():
            record(events.REORDERED, events.QUEUE, by=BY, moved=moved)
    return numbers[-1] if len(numbers) == BATCH else None


def resettle_all(*, company: int | None = None) -> None:
    """All open conversations, each in a transaction of its own."""
    after: int | None = 0
    while after is not None:
        after = resettle_some(after, company=company)


def _next(after: int, company: int | None) -> Sequence[int]:
    found = Conversation.objects.filter(status=Conversation.Status.OPEN, pk__gt=after)
    if company is not None:
        found = found.filter(customer__company=company)
    return list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])
