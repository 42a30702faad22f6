"""The jobs of absence calendars: each calls one verb, and can run any number of times."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from frontline.rotation.models import AbsenceCalendar


@app.task(name="rotation.fetch_calendars", queue="calendars", queueing_lock="rotation.fetch_calendars")
def fetch_calendars(timestamp: int = 0) -> None:
    """Have every calendar fetched, each in a job of its own: one slow server holds up no other's."""
    for pk in AbsenceCalendar.objects.filter(teammate__is_active=True).values_list("pk", flat=True):
        job = fetch_calendar.configure(queueing_lock=f"rotation.fetch_calendar.{pk}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(calendar_id=pk)


@app.task(name="rotation.fetch_calendar", queue="calendars")
def fetch_calendar(*, calendar_id: int) -> None:
    from frontline.rotation.away import fetching

    fetching.fetch(calendar_id)
