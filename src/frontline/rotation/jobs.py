"""The jobs of rotations: each calls one verb, and can run any number of times."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_PATIENT = RetryStrategy(max_attempts=8, exponential_wait=2)
SETTLES_FOR = 120  # seconds: who rearranges shifts does it in several steps, and only where they end is told


@app.task(name="rotation.announce", queue="rotation", retry=_PATIENT)
def announce() -> None:
    from frontline.rotation.announcing.announcing import announce as verb

    verb()


@app.task(name="rotation.tell_of_ask", queue="rotation", retry=_PATIENT)
def tell_of_ask(*, ask_id: int) -> None:
    from frontline.rotation.announcing.asked import tell_of_ask as verb

    verb(ask_id)


def announce_soon() -> None:
    """Defer it for when the plan has settled; changes until then are told by the same job."""
    later = announce.configure(schedule_in={"seconds": SETTLES_FOR}, queueing_lock="rotation.announce")
    try:
        with transaction.atomic():  # a refused lock must not take the caller's transaction with it
            later.defer()
    except AlreadyEnqueued:
        return
