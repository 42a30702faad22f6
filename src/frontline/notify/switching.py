"""Ways that failed for good are switched off for that teammate, and on again by them, after a test."""

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock, secrets
from frontline.kernel.refusal import Refusal
from frontline.notify import events, jobs, kinds
from frontline.notify.models import Delivery, Notice, Way
from frontline.notify.transport import Transport, registered
from frontline.people.models import Teammate

PAGE = "/preferences/notices"


class NotTested(Refusal):
    """A way that failed for good is not trusted again unseen."""

    code = "not_tested"


class NotSetUp(Refusal):
    """There is nothing to test or to switch on."""

    code = "not_set_up"


def is_off(teammate: Teammate, transport: str) -> bool:
    """Whether it failed for good, and was not switched on since."""
    return Way.objects.filter(teammate=teammate, transport=transport, off_at__isnull=False).exists()


def switch_off(teammate: Teammate, transport: str, *, why: str, lost: str) -> None:
    """Use it no more for `teammate`, and tell them by what is left. `lost` is the subject of what did not arrive.

    In the caller's transaction. Doing it again changes nothing.
    """
    from frontline.notify.telling import tell

    label = {each.name: each.label for each in registered()}.get(transport)
    way = _locked(teammate, transport)
    if label is None or way.off_at is not None:
        return
    way.off_at, way.off_why = clock.now(), why[:500]
    way.save(update_fields=["off_at", "off_why"])
    record(events.SWITCHED_OFF, ("teammate", teammate.pk), by="Frontline", why=why[:500], transport=transport)
    tell(
        [teammate],
        kind=kinds.ABOUT_WAYS,
        subject=f"You are no longer told by {label}",
        text=f"It failed for good: {why.strip()[:500]}\n\nWhat did not arrive:\n- {lost}\n\n"
        "Until you send yourself a test and switch it on again, you are told by your other ways, and always "
        "on the page Notices.",
        address=PAGE,
        key=f"way-off:{way.pk}:{way.off_at.timestamp():.6f}",
    )


@transaction.atomic
def switch_on(teammate: Teammate, transport: str, *, by: Teammate) -> None:
    """Use it again. Raises NotTested before a test went through since it was switched off."""
    way = _locked(teammate, transport)
    if way.off_at is None:
        return
    if not way.may_be_switched_on:
        raise NotTested("Send yourself a test first. Once it has gone through, you can switch this on again.")
    way.off_at, way.off_why = None, ""
    way.save(update_fields=["off_at", "off_why"])
    record(events.SWITCHED_ON, ("teammate", teammate.pk), by=by, transport=transport)


def readdress(teammate: Teammate, transport: str, *, by: Teammate) -> None:
    """They gave another address: what failed for good was the one before. In the caller's transaction."""
    if Way.objects.filter(teammate=teammate, transport=transport, off_at__isnull=False).update(
        off_at=None, off_why=""
    ):
        record(
            events.SWITCHED_ON, ("teammate", teammate.pk), by=by, why="another address", transport=transport
        )


@transaction.atomic
def send_test(teammate: Teammate, transport: Transport, *, by: Teammate) -> Notice:
    """Send a test that way alone, also if it is switched off. Raises NotSetUp."""
    if teammate.pk not in transport.reaches([teammate]):
        raise NotSetUp(f"{transport.label} is not set up for you yet.")
    notice = Notice.objects.create(
        teammate=teammate,
        key=secrets.new_token("test"),
        kind=kinds.TEST,
        subject="A test from Frontline",
        text=f"You asked for it. If you can read this, {transport.label} works.",
        address=PAGE,
        at=clock.now(),
    )
    delivery = Delivery.objects.create(notice=notice, transport=transport.name, due_at=notice.at)
    record(events.TOLD, events.subject(notice.pk), by=by, teammate=teammate.pk, test=transport.name)
    jobs.deliver.defer(delivery_id=delivery.pk)
    return notice


def note_test(teammate: Teammate, transport: str) -> None:
    """A test has gone through."""
    way = _locked(teammate, transport)
    way.tested_at = clock.now()
    way.save(update_fields=["tested_at"])


def _locked(teammate: Teammate, transport: str) -> Way:
    Way.objects.get_or_create(teammate=teammate, transport=transport)
    return Way.objects.select_for_update().get(teammate=teammate, transport=transport)
