"""The jobs of absence calendars: each calls one verb, and can run any number of times."""

from contextlib import suppress

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from frontline.rotation.models import AbsenceCalendar


@app.task(name="rotation.fetch_calendars", queue="calendars", queueing_lock="rotation.fetch_calendars")
def fetch_calendars(timestamp: int = 0) -> None:
    """Have every calendar fetched, each in a job of its own: one slow server holds up no other's."""
    _fetch_each(AbsenceCalendar.objects.filter(teammate__is_active=True))


@app.task(name="rotation.read_calendars_anew", queue="calendars")
def read_anew(*, teammate_id: int) -> None:
    """Have somebody's calendars fetched and read, whether they have changed or not."""
    theirs = AbsenceCalendar.objects.filter(teammate=teammate_id)
    theirs.update(etag="", last_modified="", digest="")
    _fetch_each(theirs)


@app.task(name="rotation.fetch_calendar", queue="calendars")
def fetch_calendar(*, calendar_id: int) -> None:
    from frontline.rotation.away import fetching

    fetching.fetch(calendar_id)


def _fetch_each(calendars: QuerySet[AbsenceCalendar]) -> None:
    for pk in calendars.values_list("pk", flat=True):
        job = fetch_calendar.configure(queueing_lock=f"rotation.fetch_calendar.{pk}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(calendar_id=pk)
