"""Beginning a series: from what a study asks, or from its own terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.models import Series, Study
from frontline.reports.studies.planning import Terms, check
from frontline.reports.studies.series import events
from frontline.reports.studies.series.periods import first_after, first_day, last_day

FURTHEST = timedelta(days=366)
"""So far back a series may begin: each period since then is drawn at once."""
LONGEST_WAIT = 90


class AlreadyRepeats(Refusal):
    """The study is of a series already."""

    code = "already_repeats"


@dataclass(frozen=True, slots=True)
class Plan:
    """What each study of the series asks. The first period is the one that holds `from_on`; people are ids."""

    question: str
    products: Sequence[int]
    every: str
    from_on: date
    timezone: str
    size: int
    tiers: Sequence[str] = ()
    categories: Sequence[int] = ()
    channels: Sequence[str] = ()
    stratify_by: str = ""
    double_share: float = 0.2
    readers: Sequence[int] = ()
    mailed_to: Sequence[int] = ()
    remind_after: int = 7


def begin(plan: Plan, *, after: Study | None = None, by: Teammate) -> Series:
    """With `after`, that study becomes its first, and the next period is drawn beside it.

    Raises Invalid, NotForYou, AlreadyRepeats.
    """
    only_planners(by, "lets studies repeat")
    if plan.every not in Series.Every.values:
        raise Invalid("A study repeats every week, month or quarter.")
    from_on = first_day(plan.every, plan.from_on)
    if from_on < clock.now().date() - FURTHEST:
        raise Invalid("Begin within the last year: each period since then is drawn at once.")
    if after and from_on <= after.until_on:
        raise Invalid(f"Its first period begins before {after.question} ends: choose a later day.")
    check(_first(plan, from_on))
    check_waiting(plan.remind_after)
    with transaction.atomic():
        series = _made(plan, from_on, by)
        if after:
            _take_in(after, series)
        record(
            events.BEGUN,
            series.as_subject,
            by=by,
            question=series.question,
            every=series.every,
            from_on=from_on.isoformat(),
            after=after.pk if after else None,
        )
    return series


def plan_of(study: Study, *, every: str = Series.Every.MONTH) -> Plan:
    """To repeat that study: from the first whole period after it."""
    said = study.filters
    return Plan(
        question=study.question,
        products=list(study.products.values_list("pk", flat=True)),
        every=every,
        from_on=first_after(every, study.until_on),
        timezone=study.timezone,
        size=study.size,
        tiers=said.get("tiers", []),
        categories=said.get("categories", []),
        channels=said.get("channels", []),
        stratify_by=study.stratify_by,
        double_share=study.double_share,
        readers=list(study.readers.values_list("pk", flat=True)),
    )


def check_waiting(days: int) -> None:
    """Raises Invalid."""
    if not 0 <= days <= LONGEST_WAIT:
        raise Invalid(f"Remind after 1 to {LONGEST_WAIT} days, or 0 for never.")


def _first(plan: Plan, from_on: date) -> Terms:
    return Terms(
        question=plan.question,
        products=plan.products,
        from_on=from_on,
        until_on=last_day(plan.every, from_on),
        timezone=plan.timezone,
        size=plan.size,
        tiers=plan.tiers,
        categories=plan.categories,
        channels=plan.channels,
        stratify_by=plan.stratify_by,
        double_share=plan.double_share,
    )


def _made(plan: Plan, from_on: date, by: Teammate) -> Series:
    series = Series.objects.create(
        question=plan.question.strip(),
        every=plan.every,
        next_from_on=from_on,
        timezone=plan.timezone,
        filters={
            "tiers": list(plan.tiers),
            "categories": list(plan.categories),
            "channels": list(plan.channels),
        },
        stratify_by=plan.stratify_by,
        size=plan.size,
        double_share=plan.double_share,
        remind_after=plan.remind_after,
        created_at=clock.now(),
        created_by=by,
    )
    series.products.set(plan.products)
    series.readers.set(plan.readers)
    series.mailed_to.set(plan.mailed_to)
    return series


def _take_in(study: Study, series: Series) -> None:
    fresh = Study.objects.select_for_update(no_key=True).get(pk=study.pk)
    if fresh.series_id:
        raise AlreadyRepeats("This study repeats already: its series is on its page.")
    fresh.series = series
    fresh.save(update_fields=["series"])
