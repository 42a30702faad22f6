"""The jobs of clocks: each calls one verb, and can run any number of times."""

from contextlib import suppress

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_PATIENT = RetryStrategy(max_attempts=8, exponential_wait=2)
# By then each process has noticed that the promises or the calendars have changed (current.FRESH_FOR).
_SOON = 2  # seconds


@app.task(name="inbox.resettle", queue="inbox", retry=_PATIENT)
def resettle(*, after: int = 0, company: int | None = None) -> None:
    """A batch of open conversations, and then the next, each batch a job of its own."""
    from frontline.inbox.clocks import settling

    last = settling.resettle_some(after, company=company)
    if last is not None:
        resettle.defer(after=last, company=company)


def resettle_soon(*, company: int | None = None) -> None:
    """Settle all open conversations anew, or those of a company's customers; once, however often it is asked for."""
    name = "inbox.resettle" if company is None else f"inbox.resettle.{company}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        resettle.configure(queueing_lock=name, schedule_in={"seconds": _SOON}).defer(company=company)
