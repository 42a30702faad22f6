"""A product's culprits over its studies: shares with intervals, what rose since the last, usage and volumes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from frontline.kernel.refusal import Invalid
from frontline.people.models import Product
from frontline.reports.statistics.wilson import Interval
from frontline.reports.studies.comparing.beside import Beside, compared
from frontline.reports.studies.estimating import estimate_of
from frontline.reports.studies.models import CulpritAction, Drawn, Reading, Study, UsagePoint
from frontline.reports.studies.outcome import Counts, Outcome, merged_into, outcomes_of
from frontline.reports.studies.reporting import words
from frontline.reports.studies.reporting.periods import in_words
from frontline.reports.studies.usage.keeping import Used
from frontline.reports.studies.usage.reckoning import exposure
from frontline.reports.studies.verdicts import UNSURE

MOST = 12
"""Studies in the row: the newest."""
_READ = Reading.objects.filter(
    drawn__study=OuterRef("pk"),
    drawn__state=Drawn.State.SAMPLE,
    round__gt=0,
    done_at__isnull=False,
    why_not="",
)


@dataclass(frozen=True, slots=True)
class Point:
    """A culprit's share in one study. `interval` holds for all bars at once; None where too few were read."""

    share: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Usage:
    """How much the product was used in a period, and how many conversations came for a thousand of it."""

    measure: str
    amount: float
    rate: float


@dataclass(frozen=True, slots=True)
class Period:
    """One study of the row. `read` is how many count; `usage` by measure, where it is known for all its days."""

    study: Study
    words: str
    population: int
    read: int
    usage: tuple[Usage, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One culprit; `points` as the periods stand: nought without an interval where nobody met it, None where nothing
    can be said of the study yet."""

    key: str
    name: str
    culprit_id: int | None
    points: tuple[Point | None, ...]

    @property
    def most(self) -> float:
        return max(point.share for point in self.points if point)


@dataclass(frozen=True, slots=True)
class Course:
    """`periods` from the oldest to the newest; `lines` the largest of the newest first, unsure last.

    `surfaced` is a sentence on what rose most since the last, "" where there is nothing to compare; `elsewhere` are
    studies that ask of other conversations, and don't stand in the row.
    """

    product: Product
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    acts: tuple[CulpritAction, ...]
    surfaced: str
    is_clear: bool
    volume: str
    elsewhere: tuple[Study, ...]


def course_of(product: Product) -> Course:
    """Of the product's studies of which something was read. Those of the row ask of the same conversations as the
    newest: of this product alone, with the same filters; others can't be compared by a line.

    About twenty queries, however many studies there are.
    """
    alike, elsewhere = _row(product)
    read = outcomes_of(alike)
    row = [study for study in alike if read[study.pk].counts.read]
    points = _usage_of(product)
    periods = tuple(_period(study, read[study.pk].counts, points) for study in row)
    found = _beside_the_last(row, read)
    surfaced, is_clear = _surfaced(found) if found else ("", False)
    return Course(
        product=product,
        periods=periods,
        lines=_lines([read[study.pk].counts for study in row]),
        acts=_acts(product, periods),
        surfaced=surfaced,
        is_clear=is_clear,
        volume=found.headline if found else "",
        elsewhere=tuple(elsewhere),
    )


def _row(product: Product) -> tuple[list[Study], list[Study]]:
    """The newest studies that stand in a row and were read, by their period; and the newest that stand in none, for
    they ask of other conversations."""
    ids = Study.objects.filter(products=product).exclude(state=Study.State.DRAFT).values("pk")
    rows = Study.objects.filter(pk__in=ids).annotate(is_read=Exists(_READ)).prefetch_related("products")
    found: list[Study] = list(rows.order_by("from_on", "pk"))
    alone: list[Study] = [each for each in found if len(each.products.all()) == 1]
    if not alone:
        return [], found[-MOST:]
    filters = _filters(alone[-1])
    alike = [each for each in alone if _filters(each) == filters]
    elsewhere = [each for each in found if each not in alike][-MOST:]
    return [each for each in alike if vars(each)["is_read"]][-MOST:], elsewhere


def _filters(study: Study) -> dict[str, list[str]]:
    return {name: sorted(map(str, said)) for name, said in study.filters.items() if said}


def _period(study: Study, counts: Counts, points: dict[str, list[Used]]) -> Period:
    usage = []
    for measure, its in points.items():
        found = exposure(its, study.from_on, study.until_on)
        if found.is_known:
            usage.append(Usage(measure, found.amount, 1000 * counts.population / found.amount))
    name = in_words(study.from_on, study.until_on)
    return Period(study, name, counts.population, counts.read, tuple(usage))


def _usage_of(product: Product) -> dict[str, list[Used]]:
    points: dict[str, list[Used]] = {}
    for row in UsagePoint.objects.filter(product=product).order_by("measure"):
        points.setdefault(row.measure, []).append(
            Used(row.measure, row.from_on, row.until_on, row.amount, row.is_total)
        )
    return points


def _lines(counted: list[Counts]) -> tuple[Line, ...]:
    """By the culprit and not by its name: two products may have one of the same name."""
    found: dict[str, tuple[str, int | None, list[Point | None]]] = {}
    known = [_points(counts) for counts in counted]
    unmet = [Point(0.0, None) if points else None for points in known]
    for place, points in enumerate(known):
        for key, name, culprit, point in points:
            found.setdefault(key, (name, culprit, list(unmet)))[2][place] = point
    lines = [Line(key, name, culprit, tuple(its)) for key, (name, culprit, its) in found.items()]
    return tuple(sorted(lines, key=_rank))


def _rank(line: Line) -> tuple[bool, float, float, str]:
    last = line.points[-1]
    return (line.culprit_id is None, -(last.share if last else 0.0), -line.most, line.name)


def _points(counts: Counts) -> list[tuple[str, str, int | None, Point]]:
    """Of each bar its key, its name, its culprit (None: unsure), and where it stands."""
    ids = {counts.label_of(pk): pk for pk in counts.culprits}
    try:
        measured = estimate_of(counts)
    except Invalid:  # a stratum of which nothing was read yet: there is no share to show
        return []
    hides = measured.too_few is not None
    return [
        (
            f"culprit-{ids[bar.culprit]}" if bar.culprit in ids else "unsure",
            counts.culprits[ids[bar.culprit]].name if bar.culprit in ids else UNSURE,
            ids.get(bar.culprit),
            Point(bar.share, None if hides else bar.together),
        )
        for bar in measured.bars
    ]


def _acts(product: Product, periods: tuple[Period, ...]) -> tuple[CulpritAction, ...]:
    """What was done about them in that time, and what is planned after it."""
    if not periods:
        return ()
    rows = CulpritAction.objects.filter(culprit__product=product, on__gte=periods[0].study.from_on)
    roots = merged_into()
    found = list(rows.select_related("culprit", "culprit__merged_into", "owner").order_by("on", "pk"))
    for row in found:
        if row.culprit_id in roots and row.culprit.merged_into:
            row.culprit = row.culprit.merged_into
    return tuple(found)


def _beside_the_last(studies: list[Study], read: Mapping[int, Outcome]) -> Beside | None:
    if len(studies) < 2:
        return None
    try:
        return compared(studies[-2], studies[-1], read)
    except Invalid:
        return None


def _surfaced(found: Beside) -> tuple[str, bool]:
    """What rose most since the last, and whether that is not by chance."""
    since = in_words(found.before.from_on, found.before.until_on)
    risen = [each for each in found.differences if each.difference > 0 and each.culprit != UNSURE]
    if not risen:
        return f"No culprit has a larger share than in {since}.", False
    most = max(risen, key=lambda each: each.difference)
    change = f"from {words.percent(most.before)} to {words.percent(most.after)} of those read"
    if most.verdict == "more":
        return f"{most.culprit} rose most since {since}: {change}, and not by chance.", True
    low, high = (round(100 * end) for end in most.interval)
    reach = f"between {abs(low)} points {'fewer' if low < 0 else 'more'} and {high} more"
    return f"{most.culprit} rose most since {since}: {change}. It may be chance ({reach}).", False
