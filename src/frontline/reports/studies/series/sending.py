"""Sending a report by mail: once to each."""

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.reports.posting import attempt
from frontline.reports.studies.models import ReportMail, Study
from frontline.reports.studies.series import events
from frontline.reports.studies.series.letter import compose

BY = "Frontline"


def prepare(study_id: int) -> list[int]:
    """A row for each who is to get it; the ids of those to be sent. Who had it once doesn't get it again."""
    study = Study.objects.select_related("series").filter(pk=study_id, state=Study.State.FINISHED).first()
    if study is None or study.series is None:
        return []
    now = clock.now()
    ReportMail.objects.bulk_create(
        (
            ReportMail(study=study, teammate=teammate, due_at=now)
            for teammate in study.series.mailed_to.filter(is_active=True).order_by("pk")
        ),
        ignore_conflicts=True,
    )
    return waiting(study=study)


def waiting(*, study: Study | None = None) -> list[int]:
    """The ids of those that are to be tried now."""
    found = ReportMail.objects.filter(sent_at=None, given_up_at=None, due_at__lte=clock.now())
    if study:
        found = found.filter(study=study)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True))


def send(mail_id: int) -> None:
    """Try once, if nobody else is at it, and it was not sent."""
    with transaction.atomic():
        found = ReportMail.objects.select_for_update(skip_locked=True, of=("self",))
        waits = found.filter(pk=mail_id, sent_at=None, given_up_at=None, due_at__lte=clock.now())
        one = waits.select_related("teammate", "study").first()
        if one is None:
            return
        if not one.study.is_finished:  # opened again before it went: the next end makes another row
            one.delete()
            return
        attempt(
            one,
            compose=lambda: compose(one),
            unwanted="" if one.teammate.is_active else "They are not here any more.",
            lost=one.study.question,
            sent=lambda: _record(events.MAILED, one),
            failed=lambda why: _record(events.NOT_MAILED, one, why=why),
        )
        one.save()


def _record(what: str, one: ReportMail, **more: str) -> None:
    record(what, one.study.as_subject, by=BY, teammate=one.teammate_id, **more)
