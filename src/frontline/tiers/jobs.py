"""The jobs of tiers: each calls one verb, and can run any number of times."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from frontline.kernel import clock
from frontline.tiers.models import Notice

NOTICES_STAY = timedelta(days=30)
_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="tiers.keep_up", queue="tiers", queueing_lock="tiers.keep_up")
def keep_up(timestamp: int = 0) -> None:
    """Every few minutes: have the sources read that are due, and end tiers by hand whose day is over."""
    from frontline.tiers import pinning, syncing

    pinning.expire()
    for source in syncing.due():
        sync_soon(source)


@app.task(name="tiers.sync", queue="tiers")
def sync(*, source: str) -> None:
    from frontline.tiers import syncing

    again_at = syncing.go_on(source)
    if again_at is not None:
        sync_soon(source, at=again_at)


@app.task(name="tiers.settle", queue="tiers", queueing_lock="tiers.settle")
def settle() -> None:
    from frontline.tiers import settling

    settling.settle_all()


@app.task(name="tiers.look_at_customer", queue="tiers", retry=_AGAIN, pass_context=True)
def look_at_customer(context: JobContext, *, customer: str) -> None:
    from frontline.tiers import noticing, syncing
    from frontline.tiers.sources.reading import KeyRefused, TooMany

    try:
        noticing.look_at(customer)
    except TooMany as refusal:
        look_at_customer_soon(customer, at=refusal.again_at)
    except KeyRefused as refusal:
        syncing.failed(
            "stripe", refusal.sentence, is_refused=True
        )  # with another key, a full pass catches up


@app.task(name="tiers.tidy", queue="tiers", queueing_lock="tiers.tidy")
def tidy(timestamp: int = 0) -> None:
    """Each night: decide every company anew, and forget notices that were worked on long ago."""
    settle_soon()
    Notice.objects.filter(received_at__lt=clock.now() - NOTICES_STAY).delete()


def sync_soon(source: str, *, at: datetime | None = None) -> None:
    name = f"tiers.sync.{source}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        sync.configure(queueing_lock=name, lock=name, schedule_at=at).defer(source=source)


def settle_soon() -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        settle.defer()


def look_at_customer_soon(customer: str, *, at: datetime | None = None) -> None:
    name = f"tiers.customer.{customer}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        look_at_customer.configure(queueing_lock=name, lock=name, schedule_at=at).defer(customer=customer)
