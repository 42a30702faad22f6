"""Who is told what of a series: readers that there is something to read, and again; its owner what went wrong.

It isn't asked of notify/recipients.py, because only the people whom the series names are concerned. If none of them is
there any more, its owner is told; if they aren't either, the leads.
"""

from datetime import date, timedelta

from django.db import transaction

from frontline.kernel import clock
from frontline.notify import kinds
from frontline.notify.telling import tell
from frontline.people.models import Role, Teammate
from frontline.reports.studies.asking import ask
from frontline.reports.studies.models import Drawn, Reading, Series, Study
from frontline.reports.studies.outcome import counts_of
from frontline.reports.studies.reporting.periods import in_words

UNREAD, NOT_DRAWN = "study.unread", "series.not_drawn"
KINDS = (
    kinds.Kind(UNREAD, "A study waits to be read", "Some days after it was drawn.", order=305),
    kinds.Kind(NOT_DRAWN, "A study of your series had nothing to draw", order=310),
)
REMINDERS = 4
"""So often at most, each after as many days again."""


def tell_drawn(study: Study) -> None:
    """In the transaction of the draw."""
    assert study.series
    ask(study, _readers(study.series), by=study.series.question)


def tell_nothing_drawn(series: Series, first: date, last: date, why: str) -> None:
    """In the transaction in which the period is passed over."""
    tell(
        _owners(series),
        kind=NOT_DRAWN,
        subject=f"{series.question}: nothing was drawn of {in_words(first, last)}",
        text=f"{why} The series goes on with the next period.",
        address=f"/studies/series/{series.pk}",
        key=f"series:{series.pk}:{first.isoformat()}:not_drawn",
        by=series.question,
    )


def remind() -> int:
    """Remind of what is still to be read; how many studies those were. Again at once tells nobody twice."""
    found = 0
    rows = Study.objects.filter(state=Study.State.READING, series__remind_after__gt=0, drawn_at__isnull=False)
    for study in rows.select_related("series", "series__created_by"):
        assert study.series
        assert study.drawn_at
        times = (clock.now() - study.drawn_at) // timedelta(days=study.series.remind_after)
        if 1 <= times <= REMINDERS:
            with transaction.atomic():
                found += _remind(study, times)
    return found


def _remind(study: Study, times: int) -> bool:
    open_ones = Reading.objects.filter(
        drawn__study=study, drawn__state=Drawn.State.SAMPLE, round__gt=0, done_at=None
    ).count()
    unsettled = 0 if open_ones else counts_of(study).unsettled
    if not open_ones and not unsettled:
        return False
    assert study.series
    what = f"{open_ones:,} readings" if open_ones else f"{unsettled:,} disagreements"
    left = "are left to do" if open_ones else "are to be settled"
    tell(
        _readers(study.series),
        kind=UNREAD,
        subject=f"{study.question}: {in_words(study.from_on, study.until_on)} waits to be read",
        text=f"{what} {left}. Its report is mailed when it is done.",
        address=f"/studies/{study.pk}",
        key=f"study:{study.pk}:unread:{times}",
        by=study.series.question,
    )
    return True


def _readers(series: Series) -> list[Teammate]:
    return list(series.readers.filter(is_active=True)) or _owners(series)


def _owners(series: Series) -> list[Teammate]:
    if series.created_by and series.created_by.is_active:
        return [series.created_by]
    return list(Teammate.objects.filter(is_active=True, role=Role.LEAD))
