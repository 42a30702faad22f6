"""Sweeping: whatever a dying process left behind is taken up again.

Jobs carry the work; this is for when one is lost between a commit and its end. It is safe to run at any time, beside
anything: every verb that it defers checks for itself whether there is still something to do.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from frontline.inbox import jobs
from frontline.inbox.models import Conversation, Dispatch, Intake
from frontline.kernel import clock

AFTER = timedelta(seconds=60)
MOST = 500  # at one sweep; the next takes the rest


def sweep(*, after: timedelta = AFTER) -> int:
    """Defer again what should have been done `after` ago. How many things were taken up."""
    before = clock.now() - after
    return _intakes(before=before) + _due(before=before) + _orphans(before=before) + _snoozed(before=before)


def _intakes(*, before: datetime) -> int:
    with transaction.atomic():
        left = list(
            Intake.objects.select_for_update(skip_locked=True)
            .filter(state=Intake.State.PENDING, received_at__lt=before)
            .order_by("id")
            .values_list("pk", flat=True)[:MOST]
        )
        for pk in left:
            jobs.receive.defer(intake_id=pk)
    return len(left)


def _due(*, before: datetime) -> int:
    left = list(
        Dispatch.objects.filter(state=Dispatch.State.QUEUED, due_at__lt=before).values_list("pk", flat=True)[
            :MOST
        ]
    )
    for pk in left:
        jobs.send.defer(dispatch_id=pk)
    return len(left)


def _orphans(*, before: datetime) -> int:
    """`sending`, and nobody holds the row: its sender died while the other side was spoken to."""
    with transaction.atomic():
        left = list(
            Dispatch.objects.select_for_update(skip_locked=True).filter(
                state=Dispatch.State.SENDING, tried_at__lt=before
            )[:MOST]
        )
        Dispatch.objects.filter(pk__in=[d.pk for d in left]).update(
            state=Dispatch.State.QUEUED, due_at=F("tried_at")
        )
        for one in left:
            jobs.send.defer(dispatch_id=one.pk)
    return len(left)


def _snoozed(*, before: datetime) -> int:
    """Put off until an instant that is over."""
    left = list(
        Conversation.objects.filter(status=Conversation.Status.OPEN, snoozed_until__lt=before)
        .order_by("snoozed_until")
        .values_list("pk", flat=True)[:MOST]
    )
    for pk in left:
        jobs.wake.defer(number=pk)
    return len(left)
