"""Finishing a study: from now on its report doesn't change."""

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.locking import locked
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import counts_of


class NotReadYet(Refusal):
    """There is nothing to report."""

    code = "not_read_yet"


def finish(study: Study, *, by: Teammate | str) -> Study:
    """Close it for reading, with what is unread left unread. Again is nothing. Raises NotForYou, NotReadYet."""
    if isinstance(by, Teammate):
        only_planners(by, "finishes a study")
    with locked(study) as fresh:
        if fresh.is_finished:
            return fresh
        counts = counts_of(fresh)
        if not counts.read:
            raise NotReadYet("Nothing of this study was read yet, so there is nothing to report.")
        fresh.state = Study.State.FINISHED
        fresh.finished_at, fresh.finished_by = clock.now(), by if isinstance(by, Teammate) else None
        fresh.save(update_fields=["state", "finished_at", "finished_by"])
        record(
            events.FINISHED,
            fresh.as_subject,
            by=by,
            read=counts.read,
            unread=counts.unread,
            unsettled=counts.unsettled,
        )
    return fresh


def reopen(study: Study, *, by: Teammate) -> Study:
    """Read on. Raises NotForYou."""
    only_planners(by, "reopens a study")
    with locked(study) as fresh:
        if fresh.is_finished:
            fresh.state, fresh.finished_at, fresh.finished_by = Study.State.READING, None, None
            fresh.save(update_fields=["state", "finished_at", "finished_by"])
            record(events.REOPENED, fresh.as_subject, by=by)
    return fresh
