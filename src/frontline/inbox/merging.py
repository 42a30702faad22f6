"""Merging: two conversations about one matter become one. The other's number leads there from then on.

What was written moves, with its files and its mails under way; each message and note keeps the number it came with, so
that the two can be parted again.
"""

from django.db import transaction

from frontline.events.recording import Actor, Fact, record, record_all
from frontline.inbox import events, indexing, reopening, snoozing, waiting
from frontline.inbox.assigning import set_assignee
from frontline.inbox.attributing import attribute
from frontline.inbox.clocks.following import FIELDS, follow
from frontline.inbox.locking import lock, standing
from frontline.inbox.models import Categorisation, Conversation, Message, Note, Participant
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal


class OtherCustomer(Refusal):
    """The two are of customers who have nothing to do with each other: somebody must say that it is meant."""

    code = "other_customer"


def merge(
    one: Conversation, *, into: Conversation, across_customers: bool = False, by: Actor | str
) -> Conversation:
    """Move all that was written in `one` into the other, which goes on; the other, or where that was merged to.

    `one` is closed. Whoever takes part in it takes part in the other. If one of the two is open, the other is.
    Merging what is merged there already changes nothing.
    Raises Invalid (itself, spam) and OtherCustomer, unless it is said to be meant `across_customers`.
    """
    with transaction.atomic():
        ends, stays = _both(one.pk, into.pk)
        if ends.merged_into_id:
            return stays
        _check(ends, stays, across_customers=across_customers)
        came_with = _move(ends, stays)
        was_open, was_awake = ends.is_open, ends.is_open and ends.snoozed_until is None
        _end(ends, stays)
        record(events.MERGED, ends.as_subject, by=by, into=stays.number, was_open=was_open)
        record_all(Fact(events.TOOK_IN, stays.as_subject, by, data={"number": ends.number, **came_with}))
        if was_awake:
            snoozing.bring_back(stays, why=f"#{ends.number}, which was not, was merged into it", by=by)
        _go_on(stays, ends, was_open=was_open, by=by)
        settle(ends.number, stays.number)
    return stays


def settle(*numbers: int) -> None:
    """Bring the words that search finds these conversations by in line with what is written in them."""
    for number in numbers:
        indexing.rebuild(number)


def _both(one: int, other: int) -> tuple[Conversation, Conversation]:
    """The two as they are now, locked in the order of their numbers, each where it has gone on to meanwhile."""
    while True:
        into = standing(other)
        if one == into:
            if one == other:
                raise Invalid("That is this very conversation: give the number of another.")
            raise Invalid(f"#{other} was merged into #{one} already.")
        rows = {n: lock(n) for n in sorted((one, into))}
        # Somebody may have merged the other one between the look and the lock; then look again. What is locked stays
        # so until the end: PostgreSQL breaks the circle that two such chains could make, and one of them tries again.
        if not rows[into].merged_into_id:
            break
    ends, stays = rows[one], rows[into]
    if ends.merged_into_id and standing(ends.merged_into_id) != stays.number:
        raise Invalid(f"#{one} was merged into #{standing(one)} already: merge that one.")
    return ends, stays


def _check(ends: Conversation, stays: Conversation, *, across_customers: bool) -> None:
    if spam := next((c for c in (ends, stays) if c.is_spam), None):
        raise Invalid(f"#{spam.number} is marked as spam: say first that it is none.")
    if not (across_customers or are_of_one_house(ends, stays)):
        raise OtherCustomer(
            f"#{ends.number} and #{stays.number} are of customers who have nothing to do with each other. Merged, both "
            "get every further reply, and their links show them all of it. Confirm that this is meant."
        )


def are_of_one_house(one: Conversation, other: Conversation) -> bool:
    """Whether the two are of the same customer, or of the same company."""
    mine, theirs = one.customer, other.customer
    return mine == theirs or (mine.company_id is not None and mine.company_id == theirs.company_id)


def _move(ends: Conversation, stays: Conversation) -> dict[str, list[int]]:
    """Move it; the ids of what came along that the other one did not have."""
    for model in (Message, Note):
        written = model.objects.filter(conversation=ends)
        written.filter(merged_from=None).update(merged_from=ends.number)
        written.update(conversation=stays)
    has = set(stays.participants.values_list("address", flat=True))
    joined = Participant.objects.bulk_create(
        Participant(
            conversation=stays, address=p.address, name=p.name, customer=p.customer, is_copied=p.is_copied
        )
        for p in ends.participants.select_related("customer")
        if p.address not in has
    )
    known = set(stays.categories.values_list("pk", flat=True))
    new = [c.pk for c in ends.categories.all() if c.pk not in known]
    Categorisation.objects.bulk_create(
        Categorisation(conversation=stays, category_id=pk, at=clock.now()) for pk in new
    )
    return {"participants": [p.pk for p in joined], "categories": new}


def _end(ends: Conversation, stays: Conversation) -> None:
    ends.merged_into, ends.closed_at = stays, ends.closed_at or clock.now()
    ends.status = Conversation.Status.CLOSED
    snoozing.clear(ends)
    follow(ends, at=clock.now())
    ends.save(update_fields=["merged_into", *waiting.FIELDS, *FIELDS])


def _go_on(stays: Conversation, ends: Conversation, *, was_open: bool, by: Actor | str) -> None:
    """The other one as it is now that all was written in it. What it lacks it has from the one that ended."""
    why = f"as #{ends.number} was"
    if was_open:
        reopening.bring_back(stays, why=why, by=by)
    waiting.recount(stays)
    if stays.assignee_id is None:
        set_assignee(stays, ends.assignee, why=why, by=by)
    if stays.product_id is None:
        attribute(stays, ends.product, why=why, by=by)
    follow(stays, at=clock.now())
    stays.save(update_fields=[*waiting.FIELDS, *FIELDS, "assignee", "product"])
