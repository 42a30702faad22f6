"""Drawing what is due: each period once, the oldest first, however late the timer comes and however often."""

from datetime import timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.models import Series, Study
from frontline.reports.studies.planning import Terms, plan
from frontline.reports.studies.series import events, telling
from frontline.reports.studies.series.periods import following, last_day

BY = "The series"


def due() -> list[int]:
    """The ids of those whose next period may be over: in the earliest zone, so `draw_next` looks again."""
    tomorrow = clock.now().date() + timedelta(days=1)
    rows = Series.objects.filter(stopped_at=None, next_from_on__lt=tomorrow).order_by("next_from_on", "pk")
    return [row.pk for row in rows if last_day(row.every, row.next_from_on) < tomorrow]


def draw_all(series_id: int) -> int:
    """Draw all periods that are over, the oldest first; how many there were. Each is a transaction of its own."""
    count = 0
    while draw_next(series_id):
        count += 1
    return count


def draw_next(series_id: int) -> bool:
    """Draw one period, if it is over and nobody else is at it; what has nothing to draw is passed over, and told of."""
    with transaction.atomic():
        found = Series.objects.select_for_update(skip_locked=True, no_key=True).filter(stopped_at=None)
        series = found.filter(pk=series_id).first()
        if series is None:
            return False
        terms = terms_of(series)
        if _period(terms).ends_at > clock.now():
            return False
        if not series.studies.filter(from_on=terms.from_on).exists():
            _draw(series, terms)
        series.next_from_on = following(series.every, series.next_from_on)
        series.save(update_fields=["next_from_on"])
    return True


def terms_of(series: Series) -> Terms:
    """Of its next study."""
    said = series.filters
    return Terms(
        question=series.question,
        products=list(series.products.values_list("pk", flat=True)),
        from_on=series.next_from_on,
        until_on=last_day(series.every, series.next_from_on),
        timezone=series.timezone,
        size=series.size,
        tiers=said.get("tiers", []),
        categories=said.get("categories", []),
        channels=said.get("channels", []),
        stratify_by=series.stratify_by,
        double_share=series.double_share,
        readers=list(series.readers.filter(is_active=True).values_list("pk", flat=True)),
    )


def _draw(series: Series, terms: Terms) -> None:
    before = series.studies.filter(from_on__lt=terms.from_on).exclude(state=Study.State.DRAFT)
    previous = before.order_by("-from_on").first()
    try:
        with transaction.atomic():
            study = draw(plan(terms, series=series, previous=previous, by=BY), by=BY)
    except Invalid as refusal:
        period = {"from_on": terms.from_on.isoformat(), "until_on": terms.until_on.isoformat()}
        record(events.NOT_DRAWN, series.as_subject, by=BY, why=refusal.sentence, **period)
        telling.tell_nothing_drawn(series, terms.from_on, terms.until_on, refusal.sentence)
    else:
        telling.tell_drawn(study)


def _period(terms: Terms) -> Study:
    return Study(from_on=terms.from_on, until_on=terms.until_on, timezone=terms.timezone)
