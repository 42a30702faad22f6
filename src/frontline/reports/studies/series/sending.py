"""Sending a report by mail: once to each, tried again until it is clear how it went.

The row is held while the mail server is spoken to, and the mail's Message-ID is the row's own: should we die between
the server's yes and our commit, the second copy is known as one.
"""

from datetime import timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.inbox.channel import DeliveryRefused
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.notify import switching
from frontline.reports.studies.models import ReportMail, Study
from frontline.reports.studies.series import events
from frontline.reports.studies.series.letter import compose

BY = "Frontline"
PAUSES = [timedelta(minutes=m) for m in (5, 15, 60, 180, 360, 720)]


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
        one.attempts += 1
        if not one.teammate.is_active:
            _give_up(one, "They are not here any more.")
        elif switching.is_off(one.teammate, "email"):
            _give_up(one, "Their e-mail was switched off, because it failed for good.")
        else:
            _try(one)
        one.save()


def _try(one: ReportMail) -> None:
    try:
        compose(one).send()
    except DeliveryRefused as refused:
        if refused.is_permanent:
            _give_up(one, refused.answer)
            switching.switch_off(one.teammate, "email", why=refused.answer, lost=one.study.question)
        else:
            _later(one, refused.answer)
    except (OSError, Refusal) as problem:
        _later(one, str(problem))
    else:
        one.sent_at, one.answer = clock.now(), "Taken."
        record(events.MAILED, one.study.as_subject, by=BY, teammate=one.teammate_id)


def _later(one: ReportMail, answer: str) -> None:
    if one.attempts > len(PAUSES):
        _give_up(one, answer)
        return
    one.answer, one.due_at = answer[:500], clock.now() + PAUSES[one.attempts - 1]


def _give_up(one: ReportMail, answer: str) -> None:
    one.given_up_at, one.answer = clock.now(), answer[:500]
    record(events.NOT_MAILED, one.study.as_subject, by=BY, why=answer, teammate=one.teammate_id)
