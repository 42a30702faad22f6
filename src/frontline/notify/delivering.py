"""Delivering one notice by one transport, tried until it is clear how it went.

As with answers to customers (inbox/dispatching.py): `sending` is committed before the other side hears anything, and
the row stays locked while it is spoken to. Who finds it `sending` and unlocked knows that its sender died.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.notify import digesting, events, jobs, kinds, lapsing, pacing, switching
from frontline.notify.models import Delivery
from frontline.notify.transport import PermanentFailure, TemporaryFailure, Undelivered, get

log = logging.getLogger(__name__)

# About sixteen hours in all: what teammates are told is of no use much later.
PAUSES = [timedelta(minutes=m) for m in (0.5, 2, 10, 30, 60, 120, 240, 480)]
LONGEST_PAUSE = timedelta(days=1)  # whatever the other side asks for
_OPEN = {Delivery.State.QUEUED, Delivery.State.SENDING}


def deliver(delivery_id: int) -> None:
    """Try once, if it is due and nobody else is at it; then it is sent, queued for later, or failed."""
    attempt = _begin(delivery_id)
    if attempt is None:
        return
    with transaction.atomic():
        one = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("notice__teammate")
            .get(pk=delivery_id)
        )
        if one.state != Delivery.State.SENDING or one.attempts != attempt:
            return
        if not one.notice.teammate.is_active:
            one.state, one.answer = Delivery.State.DROPPED, "They have been deactivated meanwhile."
            one.save(update_fields=["state", "answer"])
            return
        is_test = one.notice.kind == kinds.TEST
        if not is_test and switching.is_off(one.notice.teammate, one.transport):
            _fail(one, "This way is switched off, because it failed for good.", permanent=False)
            return
        try:
            one.answer = _send(one)[:500]
        except TemporaryFailure as failure:
            _try_later(one, failure)
        except PermanentFailure as failure:
            _fail(one, failure.reason, permanent=True)
            switching.switch_off(
                one.notice.teammate, one.transport, why=failure.reason, lost=one.notice.subject
            )
        else:
            _done(one, is_test=is_test)


def _begin(delivery_id: int) -> int | None:
    """Which attempt this is; None if it is not due, has lapsed, goes later or among others, or somebody is at it."""
    now = clock.now()
    with transaction.atomic():
        found = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        one = found.select_related("notice__teammate").filter(pk=delivery_id).first()
        if one is None or one.state not in _OPEN or one.due_at > now:
            return None
        if one.state == Delivery.State.QUEUED and (not lapsing.drop([one]) or _goes_otherwise(one, now)):
            return None
        one.state, one.tried_at = Delivery.State.SENDING, now
        one.attempts += 1
        one.save(update_fields=["state", "attempts", "tried_at"])
    return one.attempts


def _goes_otherwise(one: Delivery, now: datetime) -> bool:
    """Whether it waits for the end of quiet hours that have begun meanwhile, or goes in a digest."""
    who = one.notice.teammate
    manner = pacing.manners_of([who])[who.pk]
    audible_at = pacing.audible_at(manner, who, one.notice.kind, now)
    if audible_at > now:
        one.due_at, one.is_held = audible_at, True
        one.save(update_fields=["due_at", "is_held"])
        jobs.deliver_at(one.pk, audible_at)
        return True
    return digesting.gather(one, manner, now) is not None


def _send(one: Delivery) -> str:
    """A fault of the transport itself is no reason to lose what was to be told: it is tried again too.

    What a transport writes down stays if it says that it failed (a browser that is gone), and not if it broke.
    """
    try:
        with transaction.atomic():
            try:
                return get(one.transport).send(one.notice, one.notice.teammate)
            except Undelivered as failure:
                failed = failure
    except Exception as error:
        log.exception("the transport %s broke", one.transport)
        raise TemporaryFailure(f"The transport broke: {error}") from error
    raise failed


def _done(one: Delivery, *, is_test: bool) -> None:
    one.state, one.sent_at = Delivery.State.SENT, clock.now()
    one.save(update_fields=["state", "sent_at", "answer"])
    record(events.SENT, events.subject(one.notice_id), by="Frontline", transport=one.transport)
    if is_test:
        switching.note_test(one.notice.teammate, one.transport)


def _try_later(one: Delivery, failure: TemporaryFailure) -> None:
    if one.attempts > len(PAUSES):
        _fail(one, failure.reason, permanent=False)
        return
    one.state, one.answer = Delivery.State.QUEUED, failure.reason[:500]
    pause = max(PAUSES[one.attempts - 1], min(failure.after or timedelta(), LONGEST_PAUSE))
    one.due_at = clock.now() + pause
    one.save(update_fields=["state", "answer", "due_at"])
    jobs.deliver_at(one.pk, one.due_at)


def _fail(one: Delivery, reason: str, *, permanent: bool) -> None:
    one.state, one.answer, one.is_permanent = Delivery.State.FAILED, reason[:500], permanent
    one.save(update_fields=["state", "answer", "is_permanent"])
    record(
        events.FAILED,
        events.subject(one.notice_id),
        by="Frontline",
        why=reason,
        transport=one.transport,
        teammate=one.notice.teammate_id,
    )
