"""Secret addresses of calendars: made, shown once, revoked, found. Only a digest is kept."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.kernel.secrets import new_token, token_digest
from frontline.people.models import Teammate
from frontline.rotation.feeds import events
from frontline.rotation.models import CalendarFeed, Rotation

MOST = 20
_PREFIX = "cal"
_READ_NOTED_EVERY = timedelta(hours=1)


class Made(NamedTuple):
    """`address` is whole, with its secret; it can't be had again."""

    feed: CalendarFeed
    address: str


def make_feed(owner: Teammate, *, rotation: Rotation | None = None, by: Teammate) -> Made:
    """An address for the calendar of the owner's shifts, or of all of a rotation's. Raises Invalid."""
    if owner != by:
        raise Invalid("Everybody makes their own addresses: whoever has one can read it.")
    if rotation is not None and rotation.ended_at is not None:
        raise Invalid("The rotation has ended.")
    secret = new_token(_PREFIX)
    with transaction.atomic():
        Teammate.objects.select_for_update().get(pk=owner.pk)
        if feeds_of(owner).count() >= MOST:
            raise Invalid(f"{MOST} addresses are enough: revoke one first.")
        feed = CalendarFeed.objects.create(
            owner=owner, rotation=rotation, secret_digest=token_digest(secret), created_at=clock.now()
        )
        _recorded(events.MADE, feed, by=by)
    return Made(feed, settings.PUBLIC_URL.rstrip("/") + reverse("calendar_feed", args=[secret]))


def revoke_feed(feed: CalendarFeed, *, by: Teammate) -> None:
    """End an address, at once and for good. Again: changes nothing. Raises Absent if it is another's."""
    if feed.owner_id != by.pk:
        raise Absent("There is no such address.")
    with transaction.atomic():
        if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now()):
            _recorded(events.REVOKED, feed, by=by)


def feeds_of(owner: Teammate) -> QuerySet[CalendarFeed]:
    """The addresses that work."""
    return CalendarFeed.objects.filter(owner=owner, revoked_at=None).select_related("rotation")


def feed_of(owner: Teammate, pk: int) -> CalendarFeed:
    """One of somebody's own addresses. Raises Absent."""
    found = CalendarFeed.objects.filter(owner=owner, pk=pk).first()
    if found is None:
        raise Absent("There is no such address.")
    return found


def opened(secret: str) -> CalendarFeed | None:
    """The feed of an address that works, or None: no such, revoked, its owner left or its rotation ended.

    When it was read last is noted to the hour.
    """
    found = (
        CalendarFeed.objects.select_related("owner", "rotation")
        .filter(secret_digest=token_digest(secret), revoked_at=None, owner__is_active=True)
        .filter(Q(rotation=None) | Q(rotation__ended_at=None))
        .first()
    )
    if found is not None:
        now = clock.now()
        CalendarFeed.objects.filter(
            Q(read_at=None) | Q(read_at__lt=now - _READ_NOTED_EVERY), pk=found.pk
        ).update(read_at=now)
    return found


def _recorded(kind: str, feed: CalendarFeed, *, by: Teammate) -> None:
    record(kind, events.subject(feed.owner_id), by=by, feed=feed.pk, rotation=feed.rotation_id)
