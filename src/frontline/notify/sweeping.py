"""Sweeping: deliveries that a dying process left behind are taken up again. Safe at any time, beside anything."""

from datetime import datetime, timedelta

from django.db import transaction

from frontline.kernel import clock
from frontline.notify import jobs
from frontline.notify.models import Delivery

AFTER = timedelta(seconds=60)
MOST = 500  # at one sweep; the next takes the rest


def sweep(*, after: timedelta = AFTER) -> int:
    """Defer again what should have been delivered `after` ago. How many were taken up."""
    before = clock.now() - after
    return _due(before) + _orphans(before)


def _due(before: datetime) -> int:
    due = Delivery.objects.filter(state=Delivery.State.QUEUED, due_at__lt=before)
    left = list(due.values_list("pk", flat=True)[:MOST])
    for pk in left:
        jobs.deliver.defer(delivery_id=pk)
    return len(left)


def _orphans(before: datetime) -> int:
    """`sending`, and nobody holds the row: its sender died."""
    with transaction.atomic():
        left = list(
            Delivery.objects.select_for_update(skip_locked=True).filter(
                state=Delivery.State.SENDING, tried_at__lt=before
            )[:MOST]
        )
        Delivery.objects.filter(pk__in=[one.pk for one in left]).update(state=Delivery.State.QUEUED)
        for one in left:
            jobs.deliver.defer(delivery_id=one.pk)
    return len(left)
