"""The jobs of telling: each calls one verb, and can run any number of times."""

from datetime import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

_PATIENT = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name="notify.deliver", queue="mail", retry=_PATIENT)
def deliver(*, delivery_id: int) -> None:
    from frontline.notify import delivering

    delivering.deliver(delivery_id)


def deliver_at(delivery_id: int, due_at: datetime) -> None:
    """Defer the next try."""
    deliver.configure(schedule_at=due_at).defer(delivery_id=delivery_id)
