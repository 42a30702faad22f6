"""The inbox's jobs: each calls one verb, and can run any number of times."""

from datetime import datetime, timedelta

from django.db.models import F
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from frontline.inbox.models import Conversation, Intake
from frontline.kernel import clock

_PATIENT = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name="inbox.receive", queue="inbox", retry=_PATIENT)
def receive(*, intake_id: int) -> None:
    from frontline.inbox import draining, receiving

    try:
        receiving.receive(intake_id)
        draining.drain()
    except receiving.ComesLater as later:
        Intake.objects.filter(pk=intake_id).update(attempts=F("attempts") + 1)
        receive.configure(schedule_in={"seconds": later.seconds}).defer(intake_id=intake_id)


# What has arrived is recorded, and seen, before any of it is acknowledged.
@app.task(name="inbox.acknowledge", queue="inbox", retry=_PATIENT, priority=-1)
def acknowledge(*, number: int) -> None:
    from frontline.inbox import acknowledging, draining

    acknowledging.acknowledge(Conversation(pk=number))
    draining.acknowledge_others()


@app.task(name="inbox.send", queue="mail", retry=_PATIENT)
def send(*, dispatch_id: int) -> None:
    from frontline.inbox import dispatching

    dispatching.send(dispatch_id)


@app.task(name="inbox.wake", queue="inbox", retry=_PATIENT)
def wake(*, number: int) -> None:
    from frontline.inbox import snoozing

    snoozing.wake_if_due(number)


@app.task(name="inbox.sweep", queue="inbox", queueing_lock="inbox.sweep")
def sweep() -> None:
    from frontline.inbox import sweeping

    sweeping.sweep()


def send_at(dispatch_id: int, due_at: datetime) -> None:
    """Defer the sending of a dispatch: at once if it is due, else then."""
    if due_at <= clock.now() + timedelta(milliseconds=1):
        send.defer(dispatch_id=dispatch_id)
    else:
        send.configure(schedule_at=due_at).defer(dispatch_id=dispatch_id)


def wake_at(number: int, until: datetime) -> None:
    """Defer the waking of a snoozed conversation."""
    wake.configure(schedule_at=until).defer(number=number)
