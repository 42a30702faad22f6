"""What time brings: the reminder before the end, the digest at the hand-over, and what was missed."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.building import as_text, build
from frontline.handoffs.checklist import checklist
from frontline.handoffs.models import Handoff
from frontline.handoffs.preparing import handoff_for
from frontline.handoffs.shifts import Shift, shifts
from frontline.hours import current as calendars
from frontline.hours import working_time
from frontline.kernel import clock
from frontline.notify.telling import tell
from frontline.people.models import Role, Teammate

REMINDED_BEFORE = timedelta(hours=24)
READ_WITHIN = timedelta(hours=4)
"""Of the working hours of the next one's team."""
BEHIND = timedelta(hours=24)
_LOCK = 7_205_832  # of this verb: any number that no other uses


def keep() -> None:
    """Do what is due. May run at any time, any number of times, beside itself."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        now = clock.now()
        around = shifts()
        for each in around:
            if now - BEHIND < each.at <= now + REMINDED_BEFORE:
                handoff_for(each)
        current = {(each.giver.pk, each.at): each for each in around}
        _drop(now, set(current))
        for handoff in Handoff.objects.filter(acknowledged_at=None, at__gt=now - timedelta(days=40)):
            _keep(handoff, current.get((handoff.from_teammate_id, handoff.at)), now)


def _drop(now: datetime, running: set[tuple[int, datetime]]) -> None:
    """Those whose shift has gone to another before it ended: nothing is handed over by them."""
    for handoff in Handoff.objects.filter(at__gt=now, given_at=None):
        if (handoff.from_teammate_id, handoff.at) not in running:
            record(events.DROPPED, events.subject(handoff.pk), by="Frontline", why="the shift changed hands")
            handoff.delete()


def _keep(handoff: Handoff, shift: Shift | None, now: datetime) -> None:
    if now < handoff.at:
        if handoff.at - REMINDED_BEFORE <= now:
            _remind(handoff)
    elif handoff.given_at is None:
        _give(handoff, is_late=shift is None or (shift.taken_until or now) <= now)
    elif handoff.unread_at is None:
        _look_whether_read(handoff, now)


def _remind(handoff: Handoff) -> None:
    """Tell the hero what still lacks a note; once."""
    items = [i for i in checklist(handoff.from_teammate_id, handoff.since_at) if i.state != "noted"]
    if not items:
        return
    listed = "\n".join(f"- #{item.number} {item.conversation.subject or 'No subject'}" for item in items)
    tell(
        [handoff.from_teammate],
        kind="handoff.lacking",
        subject=f"Your shift ends soon: {_counted(len(items))} without a note for the next one",
        text=f"Write what is known, what was tried, and what is next:\n{listed}",
        address="/handoff",
        key=f"handoff.lacking:{handoff.pk}:{int(handoff.at.timestamp())}",
    )


def _give(handoff: Handoff, *, is_late: bool) -> None:
    """The hand-over: the digest as it is now goes to the next one. After a long outage it only is on record."""
    fresh = build(handoff, by=handoff.built_by)
    fresh.given_at = clock.now()
    fresh.save(update_fields=["given_at"])
    record(events.GIVEN, events.subject(fresh.pk), by="Frontline", to=fresh.to_teammate_id)
    if is_late:
        fresh.missed_at = fresh.unread_at = clock.now()
        fresh.missed_because = "Frontline was away when it was due"
        fresh.save(update_fields=["missed_at", "unread_at", "missed_because"])
        record(events.MISSED, events.subject(fresh.pk), by="Frontline", why=fresh.missed_because)
        return
    if fresh.lacking:
        _miss(fresh, f"{_counted(len(fresh.lacking))} went over without a note", "notes")
    if fresh.to_teammate:
        tell(
            [fresh.to_teammate],
            kind="handoff.given",
            subject=f"{fresh.from_teammate.name} hands over to you: {_counted(len(fresh.conversations))}",
            text=as_text(fresh) + "\n\nSay that you have read it.",
            address=f"/handoff/{fresh.pk}",
            key=f"handoff.given:{fresh.pk}",
        )


def _look_whether_read(handoff: Handoff, now: datetime) -> None:
    """With nothing to hand over, nothing has to be read."""
    if not handoff.conversations or not (handoff.to_teammate and handoff.begins_at and handoff.given_at):
        return
    calendar = calendars.current().of_team(handoff.to_teammate.team_id)
    late_at = working_time.add(calendar, max(handoff.begins_at, handoff.given_at), READ_WITHIN)
    if late_at is not None and late_at <= now:
        handoff.unread_at = now
        handoff.save(update_fields=["unread_at"])
        _miss(handoff, f"not read by {handoff.to_teammate.name} within four working hours", "read")


def _miss(handoff: Handoff, why: str, what: str) -> None:
    """Put it on record, and tell the leads."""
    handoff.missed_at = handoff.missed_at or clock.now()
    handoff.missed_because = "; ".join(filter(None, [handoff.missed_because, why]))[:300]
    handoff.save(update_fields=["missed_at", "missed_because"])
    record(events.MISSED, events.subject(handoff.pk), by="Frontline", why=why)
    taker = handoff.to_teammate.name if handoff.to_teammate else "nobody"
    tell(
        Teammate.objects.filter(role=Role.LEAD, is_active=True),
        kind="handoff.missed",
        subject=f"A hand-off was missed: {handoff.from_teammate.name} to {taker}",
        text=f"{why[:1].upper()}{why[1:]}.",
        address=f"/handoff/{handoff.pk}",
        key=f"handoff.missed:{handoff.pk}:{what}",
    )


def _counted(number: int) -> str:
    return "one conversation" if number == 1 else f"{number} conversations"
