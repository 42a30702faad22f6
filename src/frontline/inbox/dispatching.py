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
from frontline.inbox.inserting import Together
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Dispatch, Message, Participant
from frontline.kernel import clock, prepared
from frontline.kernel.deferring import by_sql
from frontline.kernel.reading import columns, made, width

_BEGIN = """
    UPDATE inbox_dispatch SET state = 'sending', tried_at = %(now)s, attempts = attempts + 1
    WHERE id = (
        SELECT id FROM inbox_dispatch
        WHERE id = %(id)s AND state IN ('queued', 'sending') AND due_at <= %(now)s FOR UPDATE SKIP LOCKED
    )
    RETURNING attempts
"""
_BEGUN = f"""
    SELECT {columns(Dispatch)}, {columns(Message)}, {columns(Conversation)}
    FROM inbox_dispatch
    JOIN inbox_message ON inbox_message.id = inbox_dispatch.message_id
    JOIN inbox_conversation ON inbox_conversation.id = conversation_id
    WHERE inbox_dispatch.id = %s AND inbox_dispatch.state = 'sending' AND attempts = %s
    FOR UPDATE OF inbox_dispatch
"""  # noqa: S608  (of constants)
# About two days in all; RFC 5321 section 4.5.4.1 asks for retries over days, with growing pauses.
PAUSES = [timedelta(minutes=m) for m in (0.5, 2, 10, 30, 60, 120, 240, 480, 720, 1440)]


def dispatch(together: Together, message: Message, to: Sequence[Participant], *, due_at: datetime) -> None:
    """Queue `message` to each of `to`, not before `due_at`, in the statement that inserts it."""
    from frontline.inbox import jobs

    at = due_at if due_at > clock.now() + timedelta(milliseconds=1) else None
    send = by_sql(jobs.send, "jsonb_build_object('dispatch_id', {})", "{}::timestamptz")
    for each in to:
        one = Dispatch(
            message=message, address=each.address, name=each.name, is_copied=each.is_copied, due_at=due_at
        )
        together.insert(one)
        together.ask(send, one, at)


def send(dispatch_id: int) -> None:
    """Try once, if it is due and nobody else is at it; then it is sent, queued for later, or failed."""
    from frontline.inbox import jobs

    attempt = _begin(dispatch_id)
    if attempt is None:
        return
    with transaction.atomic():
        # The row stays locked while the other side is spoken to: whoever finds it `sending` and unlocked knows that
        # its sender died, or has not come this far; then the attempt that began last is the one that goes on.
        one = _begun(dispatch_id, attempt)
        if one is None:
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
    _keep(one, "state", "is_permanent", "answer")
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
    """Which attempt this is; None if it is not due, or somebody is at it. One whose sender died goes on at once.

    One statement, and so a transaction of its own.
    """
    now = clock.now()
    begun = prepared.run(_BEGIN, {"id": dispatch_id, "now": now})
    return begun[0][0] if begun else None


def _begun(dispatch_id: int, attempt: int) -> Dispatch | None:
    """It, locked, with its message and conversation, if that attempt is still the last."""
    found = prepared.run(_BEGUN, [dispatch_id, attempt])
    if not found:
        return None
    one, at = made(Dispatch, found[0]), width(Dispatch)
    one.message = made(Message, found[0], at)
    one.message.conversation = made(Conversation, found[0], at + width(Message))
    return one


def _sent(one: Dispatch) -> None:
    one.state, one.sent_at, one.is_permanent = Dispatch.State.SENT, clock.now(), False
    _keep(one, "state", "sent_at", "answer", "is_permanent")
    record(
        events.SENT, one.message.conversation.as_subject, by="Frontline", dispatch=one.pk, address=one.address
    )


def _keep(one: Dispatch, *names: str) -> None:
    together = Together()
    together.update(one, *names)
    together.run()


def _refused(one: Dispatch, *, permanent: bool) -> None:
    if permanent or one.attempts > len(PAUSES):
        fail(one, permanent=permanent)
        return
    one.state, one.due_at = Dispatch.State.QUEUED, clock.now() + PAUSES[one.attempts - 1]
    _keep(one, "state", "due_at", "answer")
