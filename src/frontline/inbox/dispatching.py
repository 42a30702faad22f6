"""Dispatching: each message goes to each address on its own, is tried until it is clear, and says how it went.

Sent at most once by our doing: the state `sending` is committed before the other side hears anything. If a process dies
between their "accepted" and our commit, nobody can know whether it was sent; it is then sent again with the same
Message-ID, by which receiving systems recognise it. (RFC 5321 section 4.5.4.1 leaves the same window to every sender.)
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.inbox import channel, events, reopening, snoozing, waiting
from frontline.inbox.channel import DeliveryRefused
from frontline.inbox.clocks.following import follow
from frontline.inbox.locking import locked
from frontline.inbox.models import Dispatch, Message, Participant
from frontline.kernel import clock

_OPEN = {Dispatch.State.QUEUED, Dispatch.State.SENDING}
# About two days in all; RFC 5321 section 4.5.4.1 asks for retries over days, with growing pauses.
PAUSES = [timedelta(minutes=m) for m in (0.5, 2, 10, 30, 60, 120, 240, 480, 720, 1440)]


def dispatch(message: Message, to: Sequence[Participant], *, due_at: datetime) -> list[Dispatch]:
    """Queue `message` to each of `to`, not before `due_at`, in the caller's transaction."""
    from frontline.inbox import jobs

    made = Dispatch.objects.bulk_create(
        [
            Dispatch(message=message, address=p.address, name=p.name, is_copied=p.is_copied, due_at=due_at)
            for p in to
        ]
    )
    for one in made:
        jobs.send_at(one.pk, due_at)
    return made


def send(dispatch_id: int) -> None:
    """Try once, if it is due and nobody else is at it; then it is sent, queued for later, or failed."""
    from frontline.inbox import jobs

    attempt = _begin(dispatch_id)
    if attempt is None:
        return
    with transaction.atomic():
        # The row stays locked while the other side is spoken to: whoever finds it `sending` and unlocked knows that
        # its sender died, or has not come this far; then the attempt that began last is the one that goes on.
        one = (
            Dispatch.objects.select_for_update(of=("self",))
            .select_related("message__conversation")
            .get(pk=dispatch_id)
        )
        if one.state != Dispatch.State.SENDING or one.attempts != attempt:
            return
        try:
            one.answer = channel.get(one.message.channel).send(one)[:500]
        except DeliveryRefused as refused:
            one.answer = refused.answer[:500]
            _refused(one, permanent=refused.is_permanent)
        else:
            _sent(one)
        again = one.due_at if one.state == Dispatch.State.QUEUED else None
        if again:
            jobs.send_at(one.pk, again)


def fail(one: Dispatch, *, permanent: bool) -> None:
    """It will not arrive: say so, and bring its conversation back, for now somebody must act."""
    one.state, one.is_permanent = Dispatch.State.FAILED, permanent
    one.save(update_fields=["state", "is_permanent", "answer"])
    with locked(one.message.conversation, follows=True) as conversation:
        record(
            events.DISPATCH_FAILED,
            conversation.as_subject,
            by="Frontline",
            why=one.answer,
            dispatch=one.pk,
            address=one.address,
        )
        if not one.message.is_automatic and not conversation.is_spam:
            reopening.bring_back(conversation, why="a reply could not be delivered", by="Frontline")
            snoozing.bring_back(conversation, why="a reply could not be delivered", by="Frontline")
            now = clock.now()
            waiting.wait_for_us(conversation, since=now)
            follow(conversation, at=now)
            conversation.save(update_fields=waiting.FIELDS)


def _begin(dispatch_id: int) -> int | None:
    """Which attempt this is; None if it is not due, or somebody is at it. One whose sender died goes on at once."""
    with transaction.atomic():
        one = Dispatch.objects.select_for_update(skip_locked=True).filter(pk=dispatch_id).first()
        if one is None or one.state not in _OPEN or one.due_at > clock.now():
            return None
        one.state, one.tried_at = Dispatch.State.SENDING, clock.now()
        one.attempts += 1
        one.save(update_fields=["state", "attempts", "tried_at"])
    return one.attempts


def _sent(one: Dispatch) -> None:
    one.state, one.sent_at, one.is_permanent = Dispatch.State.SENT, clock.now(), False
    one.save(update_fields=["state", "sent_at", "answer", "is_permanent"])
    record(
        events.SENT, one.message.conversation.as_subject, by="Frontline", dispatch=one.pk, address=one.address
    )


def _refused(one: Dispatch, *, permanent: bool) -> None:
    if permanent or one.attempts > len(PAUSES):
        fail(one, permanent=permanent)
        return
    one.state, one.due_at = Dispatch.State.QUEUED, clock.now() + PAUSES[one.attempts - 1]
    one.save(update_fields=["state", "due_at", "answer"])
