"""Telling of what happened in conversations: a batch of events at a time, which leave the line as they are told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import Min, QuerySet

from frontline.events.models import Event
from frontline.inbox import events
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.kernel import clock
from frontline.people.models import Tier
from frontline.shift.telling import announced
from frontline.shift.telling.models import Untold
from frontline.shift.telling.saying import Item, say
from frontline.shift.telling.situations import House, house
from frontline.shift.telling.wording import Thing
from frontline.tiers import events as tiers

log = structlog.get_logger(__name__)

MOST = 500  # in one transaction
BEHIND = timedelta(hours=12)
"""What happened longer ago is told no more: after an outage the lists say it better."""


def tell_news() -> int:
    """Tell of all that is in the line; how many notices that made. May run at any time, beside itself.

    What can't be told, by a fault of ours, leaves the line with a word in the log: nothing behind it must wait for it.
    """
    made, most = 0, MOST
    while True:
        try:
            notices, is_last = _batch(most)
        except DatabaseError:
            raise
        except Exception:
            log.exception("something in the line could not be told", at_once=most)
            if most == 1:
                _pass_over()
            most = 1
            continue
        made += notices
        if is_last:
            return made


@transaction.atomic
def _batch(most: int) -> tuple[int, bool]:
    pks = [row.pk for row in _line()[:most]]
    if not pks:
        return 0, True
    recent = list(Event.objects.filter(pk__in=pks, at__gt=clock.now() - BEHIND).order_by("pk"))
    made = say(here := house(), _items(here, recent)) if recent else 0
    Untold.objects.filter(pk__in=pks).delete()
    return made, len(pks) < most


@transaction.atomic
def _pass_over() -> None:
    Untold.objects.filter(pk__in=[row.pk for row in _line()[:1]]).delete()


def _line() -> QuerySet[Untold]:
    return Untold.objects.select_for_update(skip_locked=True).order_by("pk")


def _items(here: House, found: Collection[Event]) -> Iterator[Item]:
    by_kind: dict[str, list[Event]] = defaultdict(list)
    for event in found:
        by_kind[event.kind].append(event)
    known = _conversations(event.subject_id for event in found if event.subject_kind == "conversation")
    yield from _received(here, by_kind[events.RECEIVED], known)
    yield from _assigned(here, by_kind[events.ASSIGNED], known)
    yield from _undelivered(here, by_kind[events.DISPATCH_FAILED], known)
    yield from _moved(here, by_kind[tiers.CHANGED])


def _conversations(pks: Iterable[int]) -> dict[int, Conversation]:
    """Those that are open, and nobody has set aside."""
    wanted = Conversation.objects.select_related("customer__company", "assignee")
    open_ones = wanted.filter(status=Conversation.Status.OPEN, is_spam=False, merged_into=None)
    return open_ones.in_bulk(set(pks))


def _received(here: House, found: Collection[Event], known: dict[int, Conversation]) -> Iterator[Item]:
    """A conversation's first message is a new conversation; of more in one batch, one is enough."""
    first = dict(
        Message.objects.filter(conversation__in=known)
        .values_list("conversation")
        .annotate(Min("pk"))
        .order_by()
    )
    told: set[int] = set()
    for event in found:
        conversation = known.get(event.subject_id)
        if conversation is None or conversation.pk in told:
            continue
        if event.data["message"] == first.get(conversation.pk):
            kind = announced.NEW if conversation.customer.tier != Tier.PRIORITY else announced.NEW_PRIORITY
        elif event.data.get("noise") or conversation.waits_for_customer:
            continue
        else:
            kind = announced.ANSWERED
        told.add(conversation.pk)
        if kind == announced.ANSWERED or conversation.assignee_id is None:
            situation = here.situation(assignee=conversation.assignee_id)
            yield Item(kind, event.pk, Thing(conversation, conversation.pk), situation)


def _assigned(here: House, found: Collection[Event], known: dict[int, Conversation]) -> Iterator[Item]:
    """What somebody else was given meanwhile is not told any more."""
    last = {event.subject_id: event for event in found}
    for event in last.values():
        conversation = known.get(event.subject_id)
        if conversation and conversation.assignee_id == event.data["to_id"]:
            detail = f"by {event.actor_label}" + (f": {event.why}" if event.why else "")
            situation = here.situation(assignee=conversation.assignee_id, by=event.actor_id)
            yield Item(announced.ASSIGNED, event.pk, Thing(conversation, conversation.pk, detail), situation)


def _undelivered(here: House, found: Collection[Event], known: dict[int, Conversation]) -> Iterator[Item]:
    """Of what Frontline wrote by itself nobody is told: the conversation shows it."""
    failed = Dispatch.objects.select_related("message").in_bulk([event.data["dispatch"] for event in found])
    for event in found:
        dispatch, conversation = failed.get(event.data["dispatch"]), known.get(event.subject_id)
        if dispatch and conversation and dispatch.message.teammate_id:
            detail = f"to {dispatch.address}: {event.why}"
            situation = here.situation(writer=dispatch.message.teammate_id, assignee=conversation.assignee_id)
            yield Item(
                announced.UNDELIVERED, event.pk, Thing(conversation, conversation.pk, detail), situation
            )


def _moved(here: House, found: Collection[Event]) -> Iterator[Item]:
    """A company's open conversations that are somebody's."""
    last = {event.subject_id: event for event in found if event.data["from"] != event.data["to"]}
    if not last:
        return
    theirs = Conversation.objects.select_related("customer__company", "assignee").filter(
        customer__company__in=last, status=Conversation.Status.OPEN, assignee__isnull=False
    )
    for conversation in theirs.order_by("pk"):
        event = last[conversation.customer.company_id or 0]
        detail = f"{Tier(event.data['from']).label} before: {event.why}"
        situation = here.situation(assignee=conversation.assignee_id, by=event.actor_id)
        yield Item(announced.TIER, event.pk, Thing(conversation, conversation.pk, detail), situation)
