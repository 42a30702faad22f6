"""Snoozing: out of the queue until an instant. It comes back then by itself, or before if the customer writes.

While the customer asked us to wait, promises pause; while it is we who put it off, they go on. What comes back at its
instant is due since then, and says why it was put off: a promised call-back stands on top of its tier.
"""

from datetime import datetime, timedelta

from frontline.events.recording import Actor, record
from frontline.inbox import events, jobs, waiting
from frontline.inbox.clocks import following
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate

LONGEST = timedelta(days=366)
BY = "Frontline"


def snooze(
    conversation: Conversation, until: datetime, *, why: str = "", is_theirs: bool = False, by: Teammate
) -> Conversation:
    """Put it off until an instant; if it is put off already, until that one instead.

    `is_theirs`: the customer asked us to wait. Raises Invalid (closed; an instant that is over, or a year away).
    """
    why = " ".join(storable(why).split())[:200]
    with locked(conversation) as fresh:
        now = clock.now()
        _check(fresh, until, now)
        fresh.snoozed_until, fresh.snoozed_by, fresh.snoozed_why = until, by, why
        fresh.snooze_is_theirs, fresh.woken_at = is_theirs, None
        following.follow(fresh, at=now)
        fresh.save(update_fields=waiting.FIELDS)
        record(events.SNOOZED, fresh.as_subject, by=by, why=why, until=until.isoformat(), is_theirs=is_theirs)
        jobs.wake_at(fresh.number, until)
    return fresh


def wake(conversation: Conversation, *, why: str = "", by: Actor | str) -> Conversation:
    """Back into the queue, as if it had never left. Waking what is awake changes nothing."""
    with locked(conversation) as fresh:
        if bring_back(fresh, why=why, by=by):
            following.follow(fresh, at=clock.now())
            fresh.save(update_fields=waiting.FIELDS)
    return fresh


def wake_if_due(number: int) -> None:
    """Back into the queue because its instant has come: due since then, and waiting for us."""
    found = Conversation.objects.filter(pk=number, snoozed_until__lte=clock.now()).first()
    if found is None:
        return
    with locked(found, follows=True) as fresh:
        until, why = fresh.snoozed_until, fresh.snoozed_why
        if until is None or until > clock.now():
            return
        bring_back(fresh, why=why, by=BY)
        waiting.wait_for_us(fresh, since=until)
        fresh.woken_at, fresh.snoozed_why = until, why
        following.follow(fresh, at=clock.now())
        fresh.save(update_fields=waiting.FIELDS)


def bring_back(conversation: Conversation, *, why: str, by: Actor | str) -> bool:
    """Set a conversation that the caller has locked, and will save, awake. Whether it was put off."""
    if conversation.snoozed_until is None:
        return False
    clear(conversation)
    record(events.WOKEN, conversation.as_subject, by=by, why=why)
    return True


def clear(conversation: Conversation) -> None:
    """Nothing of a snooze is left, nor of one that is over: for what is closed, or goes on elsewhere."""
    conversation.snoozed_until, conversation.snoozed_by, conversation.snoozed_why = None, None, ""
    conversation.snooze_is_theirs, conversation.woken_at = False, None


def _check(conversation: Conversation, until: datetime, now: datetime) -> None:
    if not conversation.is_open:
        raise Invalid("It is closed, so there is nothing to put off: open it again first.")
    if until <= now:
        raise Invalid("That time is over: choose one that is still to come.")
    if until > now + LONGEST:
        raise Invalid("That is more than a year away: close it, and it opens again when they write.")
