"""Sending the week by mail: once to each, tried again until it is clear how it went.

The row is held while the mail server is spoken to, and the mail's Message-ID is the row's own: should we die between
the server's yes and our commit, the second copy is known as one.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.inbox.channel import DeliveryRefused
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.notify import switching
from frontline.people.models import Teammate
from frontline.reports.numbers.mail import compose
from frontline.reports.numbers.models import Digest
from frontline.reports.numbers.periods import zone_of
from frontline.reports.numbers.subscribing import is_subscribed, subscribers

SENT, FAILED = "digest.sent", "digest.failed"
AT = time(8)
LATE = timedelta(days=2)
"""Who subscribes, or is offline, later than that after Monday morning waits for the next week."""
PAUSES = [timedelta(minutes=m) for m in (5, 15, 60, 180, 360, 720)]


def prepare() -> None:
    """Note down whose Monday morning has come; again changes nothing."""
    now = clock.now()
    due = []
    for teammate in subscribers():
        monday, due_at = _monday(teammate, now)
        if due_at <= now < due_at + LATE:
            week_on = monday - timedelta(days=7)
            due.append(Digest(teammate=teammate, week_on=week_on, due_at=due_at))
    Digest.objects.bulk_create(due, ignore_conflicts=True)


def waiting() -> list[int]:
    """The ids of those that are to be tried now."""
    found = Digest.objects.filter(sent_at=None, given_up_at=None, due_at__lte=clock.now())
    return list(found.order_by("due_at").values_list("pk", flat=True))


def send(digest_id: int) -> None:
    """Try once, if nobody else is at it, and it was not sent."""
    with transaction.atomic():
        found = Digest.objects.select_for_update(skip_locked=True, of=("self",)).select_related("teammate")
        one = found.filter(pk=digest_id, sent_at=None, given_up_at=None, due_at__lte=clock.now()).first()
        if one is None:
            return
        one.attempts += 1
        if not one.teammate.is_active or not is_subscribed(one.teammate):
            _give_up(one, "They don't want it any more.")
        elif switching.is_off(one.teammate, "email"):
            _give_up(one, "Their e-mail was switched off, because it failed for good.")
        else:
            _try(one)
        one.save()


def _try(one: Digest) -> None:
    try:
        compose(one).send()
    except DeliveryRefused as refused:
        if refused.is_permanent:
            _give_up(one, refused.answer)
            switching.switch_off(one.teammate, "email", why=refused.answer, lost="The week in numbers")
        else:
            _later(one, refused.answer)
    except (OSError, Refusal) as problem:
        _later(one, str(problem))
    else:
        one.sent_at, one.answer = clock.now(), "Taken."
        record(SENT, ("digest", one.pk), by="Frontline", teammate=one.teammate_id)


def _later(one: Digest, answer: str) -> None:
    if one.attempts > len(PAUSES):
        _give_up(one, answer)
        return
    one.answer, one.due_at = answer[:500], clock.now() + PAUSES[one.attempts - 1]


def _give_up(one: Digest, answer: str) -> None:
    one.given_up_at, one.answer = clock.now(), answer[:500]
    record(FAILED, ("digest", one.pk), by="Frontline", why=answer, teammate=one.teammate_id)


def _monday(teammate: Teammate, now: datetime) -> tuple[date, datetime]:
    """The Monday of this week where they are, and when its morning is."""
    zone = zone_of(teammate.timezone)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return monday, datetime.combine(monday, AT, zone)
