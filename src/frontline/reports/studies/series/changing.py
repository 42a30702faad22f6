"""Changing a series: who reads, who gets the report; stopping it, and going on."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent
from frontline.people.models import Teammate
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.models import Series
from frontline.reports.studies.series import events
from frontline.reports.studies.series.beginning import check_waiting
from frontline.reports.studies.series.periods import first_day

_WHAT = "changes series"


def series_visible_to(teammate: Teammate, pk: int) -> Series:
    """Raises Absent."""
    found = Series.objects.filter(pk=pk).first() if teammate.is_active else None
    if found is None:
        raise Absent("There is no such series.")
    return found


def change_people(
    series: Series, *, readers: Sequence[int], mailed_to: Sequence[int], remind_after: int, by: Teammate
) -> None:
    """From the next study on for those who read; for reports from now on. People are ids. Raises Invalid, NotForYou."""
    only_planners(by, _WHAT)
    check_waiting(remind_after)
    with transaction.atomic():
        fresh = _locked(series)
        before = _people(fresh)
        fresh.readers.set(readers)
        fresh.mailed_to.set(mailed_to)
        fresh.remind_after = remind_after
        fresh.save(update_fields=["remind_after"])
        after = _people(fresh)
        if after != before:
            record(events.PEOPLE_CHANGED, fresh.as_subject, by=by, before=before, after=after)


def stop(series: Series, *, by: Teammate) -> None:
    """Nothing is drawn from now on; what was drawn stays. Again is nothing. Raises NotForYou."""
    only_planners(by, _WHAT)
    with transaction.atomic():
        fresh = _locked(series)
        if fresh.stopped_at is None:
            fresh.stopped_at = clock.now()
            fresh.save(update_fields=["stopped_at"])
            record(events.STOPPED, fresh.as_subject, by=by)


def resume(series: Series, *, by: Teammate) -> None:
    """Go on with the period that runs now; those that ended meanwhile are left out. Raises NotForYou."""
    only_planners(by, _WHAT)
    with transaction.atomic():
        fresh = _locked(series)
        if fresh.stopped_at is not None:
            fresh.stopped_at = None
            fresh.next_from_on = max(fresh.next_from_on, first_day(fresh.every, clock.now().date()))
            fresh.save(update_fields=["stopped_at", "next_from_on"])
            record(events.RESUMED, fresh.as_subject, by=by, from_on=fresh.next_from_on.isoformat())


def _locked(series: Series) -> Series:
    return Series.objects.select_for_update(no_key=True).get(pk=series.pk)


def _people(series: Series) -> dict[str, Any]:
    return {
        "readers": sorted(series.readers.values_list("pk", flat=True)),
        "mailed_to": sorted(series.mailed_to.values_list("pk", flat=True)),
        "remind_after": series.remind_after,
    }
