"""Replaying an intake: reading it again, after what it failed on was mended."""

from django.db import transaction

from frontline.events.recording import Actor, record
from frontline.inbox import events, jobs
from frontline.inbox.models import Intake
from frontline.kernel.refusal import Refusal


class NothingToReplay(Refusal):
    """Only a failed intake can be read again: the others are recorded, or about to be."""

    code = "nothing_to_replay"


def replay(intake: Intake, *, by: Actor | str) -> Intake:
    """Put it back in the line. Raises NothingToReplay."""
    with transaction.atomic():
        fresh = Intake.objects.select_for_update().defer("raw").get(pk=intake.pk)
        if fresh.state != Intake.State.FAILED:
            raise NothingToReplay(
                f"Intake {fresh.pk} is {fresh.get_state_display().lower()}: nothing to replay."
            )
        fresh.state, fresh.outcome = Intake.State.PENDING, ""
        fresh.save(update_fields=["state", "outcome"])
        record(events.INTAKE_REPLAYED, ("intake", fresh.pk), by=by)
        jobs.receive.defer(intake_id=fresh.pk)
    return fresh
