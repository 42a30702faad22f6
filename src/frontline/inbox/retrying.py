"""Trying a failed dispatch again, because somebody asked."""

from django.db import transaction

from frontline.events.recording import Actor, record
from frontline.inbox import events, jobs
from frontline.inbox.models import Dispatch
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal


class NothingToRetry(Refusal):
    """Only what failed, or waits for its next try, can be tried again."""

    code = "nothing_to_retry"


def retry(dispatch: Dispatch, *, by: Actor) -> Dispatch:
    """Queue it again, now, with a fresh count of tries. Raises NothingToRetry."""
    with transaction.atomic():
        fresh = (
            Dispatch.objects.select_for_update(of=("self",))
            .select_related("message__conversation")
            .get(pk=dispatch.pk)
        )
        waits = fresh.state == Dispatch.State.QUEUED and fresh.attempts > 0
        if fresh.state != Dispatch.State.FAILED and not waits:
            raise NothingToRetry(
                f"The mail to {fresh.address} is {fresh.get_state_display().lower()}: nothing to retry."
            )
        fresh.state, fresh.attempts, fresh.due_at = Dispatch.State.QUEUED, 0, clock.now()
        fresh.save(update_fields=["state", "attempts", "due_at"])
        record(
            events.RETRIED,
            fresh.message.conversation.as_subject,
            by=by,
            dispatch=fresh.pk,
            address=fresh.address,
        )
        jobs.send_at(fresh.pk, fresh.due_at)
    return fresh
