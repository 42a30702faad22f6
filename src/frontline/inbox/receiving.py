"""Receiving: an intake becomes a message in the right conversation, once, however often it is tried."""

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.db import Error, connection, transaction

from frontline.events.recording import record
from frontline.inbox import bounces, channel, events, placing, recording
from frontline.inbox.channel import Address, Authenticity, InboundMessage, Unreadable
from frontline.inbox.models import Intake, Message
from frontline.kernel import clock, prepared
from frontline.people.finding import teammate_at

log = logging.getLogger(__name__)

_NOBODY = re.compile(r"(no-?reply|do-?not-?reply|notifications?)[+.@-]", re.IGNORECASE)
_TAKEN = ("id", "channel", "external_id", "raw", "envelope", "state", "attempts", "received_at")
_SETTLE = "UPDATE inbox_intake SET state = %s, outcome = %s, attempts = attempts + 1, processed_at = %s WHERE id = %s"
# Tries to wait for an earlier mail of the same thread: two minutes with their pauses. The earlier may have been with a
# worker that died, and comes back after half a minute or so.
PATIENCE = 24


class ComesLater(Exception):
    """It answers something that arrived before it and is still to be read: try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def receive(intake_id: int) -> Message | None:
    """Read one intake. Returns its message, or None if there is none (done before, failed, a delivery report).

    What can't be read leaves the intake `failed` with the reason: nothing is lost and no worker stops.
    Raises django.db.Error (try again) and ComesLater.
    """
    return read(lambda: take(intake_id))


def read(take_one: Callable[[], Intake | None]) -> Message | None:
    """`receive` for the intake that `take_one` gives, called in the transaction in which it is recorded."""
    intake = None
    try:
        with transaction.atomic():
            intake = take_one()
            return _read(intake) if intake else None
    except (Error, ComesLater):
        raise
    except Unreadable as unreadable:
        reason = str(unreadable)
    except Exception as error:
        # Any fault of ours must leave the mail safe, visible and replayable, and the worker running.
        log.exception("intake %s could not be read", intake and intake.pk)
        reason = f"A fault in Frontline ({type(error).__name__}: {error})"
    # In a transaction of its own: what was half recorded is gone.
    with transaction.atomic():
        again = take(intake.pk) if intake else None
        if again:
            _fail(again, reason)
    return None


def take(intake_id: int) -> Intake | None:
    """The intake, if it is still to be read, and locked. Whoever holds its row already is at work on it; the sweep
    (inbox/sweeping.py) finds it if they die."""
    found = prepared.run(take_sql("%s"), [intake_id])
    return taken(found[0]) if found else None


@cache
def take_sql(number: str) -> str:
    """SQL of `take`, whose rows `taken` reads; `number` is SQL for the intake's id."""
    return f"""
        SELECT {", ".join(_TAKEN)} FROM inbox_intake
        WHERE id = {number} AND state = 'pending' FOR UPDATE SKIP LOCKED
    """  # noqa: S608  (of constants)


def taken(row: Sequence[Any]) -> Intake | None:
    """The intake of such a row; None for one of nothing but NULL."""
    if row[0] is None:
        return None
    intake = Intake.from_db(connection.alias, _TAKEN, row)
    intake.envelope = json.loads(row[_TAKEN.index("envelope")])
    return intake


def _read(intake: Intake) -> Message | None:
    adapter = channel.get(intake.channel)
    message = adapter.parse(intake)
    if message.failures:
        _done(intake, bounces.mark(message))
        return None
    message, sender = _understood(message)
    placement = placing.place(message, sender)
    if placement.number is None and _answers(message):
        _wait_for_earlier(intake, message)
        # What it answers may have been recorded after we looked for it, and before we looked for who still waits.
        placement = placing.place(message, sender)
    return recording.record_inbound(intake, message, sender, placement)


def _understood(message: InboundMessage) -> tuple[InboundMessage, Address]:
    """The message and who wrote it: the From, but for two cases in which nobody writes from there.

    A teammate's forward is by whoever wrote the forwarded message, and of a no-reply address's mail (a contact form's,
    say) the Reply-To is the person. In both the checks of the sending domain say nothing about that person. In all
    other cases Reply-To counts for nothing here: it must not let anyone write as somebody else.
    """
    unchecked = Authenticity(by="not checked: somebody else's mail system sent it on")
    if message.forwarded and teammate_at(message.sender.address):
        inner = message.forwarded
        text, html = inner.text or message.text, inner.html
        forwarded = replace(
            message, subject=inner.subject, text=text, quoted="", html=html, authenticity=unchecked
        )
        return forwarded, inner.sender
    if message.reply_to and _NOBODY.match(message.sender.address):
        return replace(message, authenticity=unchecked), message.reply_to
    return message, message.sender


def _wait_for_earlier(intake: Intake, message: InboundMessage) -> None:
    """Mails of one thread may be read by several workers at once; the later waits for the earlier."""
    if intake.attempts >= PATIENCE:
        return
    earlier = Intake.objects.filter(
        channel=intake.channel,
        external_id__in=_answers(message)[:50],
        state=Intake.State.PENDING,
        pk__lt=intake.pk,
    )
    if earlier.exists():
        raise ComesLater(seconds=1 + intake.attempts // 3)


def _answers(message: InboundMessage) -> list[str]:
    return [*message.hints.in_reply_to, *message.hints.references]


def _done(intake: Intake, outcome: str) -> None:
    _settle(intake, Intake.State.DONE, outcome)


def _fail(intake: Intake, reason: str) -> None:
    _settle(intake, Intake.State.FAILED, reason)
    record(events.INTAKE_FAILED, ("intake", intake.pk), by="Frontline", why=reason)


def _settle(intake: Intake, state: Intake.State, outcome: str) -> None:
    prepared.run(_SETTLE, [state.value, outcome.replace("\0", "\ufffd")[:400], clock.now(), intake.pk])
