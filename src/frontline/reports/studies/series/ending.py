"""A study of a series finishes by itself when all is read and settled, and has rested for a while."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef

from frontline.events.models import Event
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.reports.studies import events
from frontline.reports.studies.finishing import finish
from frontline.reports.studies.models import Drawn, Reading, Settlement, Study
from frontline.reports.studies.outcome import counts_of

BY = "The series"
RESTS_FOR = timedelta(minutes=15)
"""After the last label: whoever wrote it may want to go back to it."""


def finish_read() -> list[int]:
    """The ids of those that are finished now. One that somebody opened again is left to them."""
    places = Reading.objects.filter(drawn__study=OuterRef("pk"), round__gt=0)
    to_do = places.filter(drawn__state=Drawn.State.SAMPLE, done_at=None)
    reopened = Event.objects.filter(kind=events.REOPENED, subject_kind="study", subject_id=OuterRef("pk"))
    rows = Study.objects.filter(
        ~Exists(to_do), ~Exists(reopened), state=Study.State.READING, series__isnull=False
    )
    found = []
    for study in rows.order_by("from_on", "pk"):
        last = _last(study)
        if last is None or last > clock.now() - RESTS_FOR:
            continue
        counts = counts_of(study)
        if counts.read and not counts.unread and not counts.unsettled:
            with suppress(Refusal):  # somebody changed it in this very moment: the next time says
                finish(study, by=BY)
                found.append(study.pk)
    return found


def _last(study: Study) -> datetime | None:
    """When somebody last read or settled."""
    read = Reading.objects.filter(drawn__study=study).aggregate(at=Max("done_at"))["at"]
    settled = Settlement.objects.filter(drawn__study=study).aggregate(at=Max("at"))["at"]
    return max((at for at in (read, settled) if at), default=None)
