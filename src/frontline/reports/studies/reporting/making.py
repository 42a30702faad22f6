"""`report_of`: from a study to its report."""

from collections.abc import Callable
from dataclasses import dataclass

from frontline.inbox.models import Category
from frontline.kernel.refusal import Invalid
from frontline.people.models import Tier
from frontline.reports.estimate import Bar, Estimate, estimate, estimate_strata
from frontline.reports.statistics.hypergeometric import CountInterval, count_interval
from frontline.reports.statistics.stratified import count_stratified, effective_stratified
from frontline.reports.studies.agreement import agreement_of
from frontline.reports.studies.estimating import strata_of
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import Counts, counts_of
from frontline.reports.studies.reporting.finding import Weight, find
from frontline.reports.studies.reporting.helped import helped_bars
from frontline.reports.studies.reporting.periods import in_words
from frontline.reports.studies.reporting.report import UNSURE_KEY, Finding, Helped, Reach, Report, ReportBar
from frontline.reports.studies.verdicts import UNSURE

CONFIDENCE = 0.95
NOTHING = "Nothing of this study was read yet."


@dataclass(frozen=True, slots=True)
class _Measured:
    """An estimate, with what it doesn't give: counts at another confidence, and what each bar weighs in a test."""

    estimate: Estimate
    count: Callable[[Bar, float], CountInterval]
    weight: Callable[[Bar], Weight]


def report_of(study: Study) -> Report:
    """What is known now; a study that is being read has a report too. About twenty queries."""
    counts = counts_of(study)
    agreement = agreement_of(study)
    period = in_words(study.from_on, study.until_on)
    measured, why_not = _measured(counts)
    bars = _bars(counts, measured, helped_bars(study) if measured and not why_not else {})
    found = measured.estimate if measured else None
    return Report(
        study_id=study.pk,
        question=study.question,
        products=tuple(study.products.order_by("name").values_list("name", flat=True)),
        from_on=study.from_on,
        until_on=study.until_on,
        timezone=study.timezone,
        period=period,
        filters=tuple(_filters(study)),
        method=study.get_stratify_by_display(),
        is_finished=study.is_finished,
        finished_at=study.finished_at,
        population=counts.population,
        size=study.size,
        seed=study.seed,
        digest=study.population_digest,
        counts=counts,
        part=found.part if found else None,
        bars=bars,
        within=found.within if found else 0.0,
        unseen=found.unseen if found else 1.0,
        confidence=CONFIDENCE,
        why_not=why_not,
        agreement=agreement.measured,
        agreement_words=agreement.words,
        finding=_finding(bars, measured, counts, period) if measured and not why_not else Finding(why_not),
    )


def _measured(counts: Counts) -> tuple[_Measured | None, str]:
    """The estimate, and why there is none or too little of it."""
    if not counts.read:
        return None, NOTHING
    try:
        found = _of_strata(counts) if counts.is_stratified else _of_all(counts)
    except Invalid as refusal:  # a stratum of which nothing was read yet
        return None, refusal.sentence
    return found, found.estimate.too_few.sentence if found.estimate.too_few else ""


def _of_all(counts: Counts) -> _Measured:
    drawn = counts.read + counts.excluded
    return _Measured(
        estimate(counts.population, counts.named(), excluded=counts.excluded, confidence=CONFIDENCE),
        lambda bar, sure: count_interval(bar.read, drawn, counts.population, confidence=sure),
        lambda bar: Weight(bar.share, counts.read),
    )


def _of_strata(counts: Counts) -> _Measured:
    strata = strata_of(counts)

    def weight(bar: Bar) -> Weight:
        share, draws = effective_stratified(bar.culprit, strata)
        return Weight(share, min(draws, counts.read))

    return _Measured(
        estimate_strata(strata, confidence=CONFIDENCE),
        lambda bar, sure: count_stratified(bar.culprit, strata, confidence=sure),
        weight,
    )


def _bars(counts: Counts, measured: _Measured | None, helped: dict[str, Helped]) -> tuple[ReportBar, ...]:
    """Without an estimate: the tally."""
    keys = {counts.label_of(pk): (f"culprit-{pk}", its.kind) for pk, its in counts.culprits.items()}
    keys[UNSURE] = (UNSURE_KEY, "")
    if measured is None:
        return tuple(
            ReportBar(*_named(label, keys), count, count / counts.read, count, None, None)
            for label, count in counts.named().items()
        )
    hides = measured.estimate.too_few is not None
    bars = sorted(measured.estimate.by_share, key=lambda bar: bar.culprit == UNSURE)
    family = 1 - (1 - CONFIDENCE) / len(bars)
    return tuple(
        ReportBar(
            *_named(bar.culprit, keys),
            bar.read,
            bar.share,
            bar.expected,
            None if hides else Reach(bar.together, measured.count(bar, family)),
            None if hides else Reach(bar.alone, bar.count),
            helped.get(keys[bar.culprit][0]),
        )
        for bar in bars
    )


def _named(label: str, keys: dict[str, tuple[str, str]]) -> tuple[str, str, str]:
    key, kind = keys[label]
    return key, label, kind


def _finding(bars: tuple[ReportBar, ...], measured: _Measured, counts: Counts, period: str) -> Finding:
    by_label = {bar.culprit: measured.weight(bar) for bar in measured.estimate.bars}
    return find(
        bars,
        {bar.key: by_label[bar.label] for bar in bars},
        period=period,
        all_read=counts.read + counts.excluded >= counts.population,
        confidence=CONFIDENCE,
    )


def _filters(study: Study) -> list[str]:
    said = study.filters
    names = [str(Tier(each).label) for each in said.get("tiers", [])]
    categories = Category.objects.filter(pk__in=said.get("categories", [])).values_list("name", flat=True)
    return [*names, *said.get("channels", []), *categories]
