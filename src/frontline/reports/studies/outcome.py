"""What reading has found: the label that counts of each conversation, and how many each culprit has.

    counts = counts_of(study)
    estimate(counts.population, counts.named(), excluded=counts.excluded)      a simple random sample
    estimate_strata([Stratum(s.key, s.population, counts.named(s), s.excluded) for s in counts.strata])

The label that counts is what was settled; else what both readers agree on; else what the first of them says, until it
is settled (the second, if only that one names a culprit or is unsure, and the first says "not part of this").
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontline.reports.studies.models import Culprit, Drawn, Reading, Settlement, Stratum, Study, Verdict
from frontline.reports.studies.verdicts import UNSURE


@dataclass(frozen=True, slots=True)
class Name:
    """A culprit as it is called now. `id` is of the one that it was merged into, if it was."""

    id: int
    name: str
    kind: str
    product_id: int


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader, or who settled it (round 0), wrote."""

    by: str
    round: int
    culprit_id: int | None
    is_unsure: bool
    why_not: str
    note: str

    @property
    def key(self) -> str:
        """The same for two who agree: why it is not part of this makes no difference."""
        if self.culprit_id:
            return f"culprit-{self.culprit_id}"
        return "unsure" if self.is_unsure else "not-part"


@dataclass(frozen=True, slots=True)
class Label:
    """One conversation of the sample, or one that was taken out of it. `counts` is None while nobody has read it."""

    drawn_id: int
    number: int
    conversation_id: int | None
    place: int
    stratum_id: int
    is_excluded: bool
    is_double: bool
    why_not: str
    counts: Said | None
    readings: tuple[Said, ...]
    settlement: Said | None

    @property
    def is_disputed(self) -> bool:
        """Its two readers disagree, and nobody has settled it."""
        return self.differs and self.settlement is None

    @property
    def differs(self) -> bool:
        return len({each.key for each in self.readings}) > 1

    @property
    def notes(self) -> tuple[Said, ...]:
        """Whatever was noted, the one that settled it first."""
        said = (self.settlement, *self.readings) if self.settlement else self.readings
        return tuple(each for each in said if each.note)


@dataclass(frozen=True, slots=True)
class StratumCounts:
    """`counts` by culprit id; `read` is those that count, so culprits and unsure; `excluded` were drawn and are out."""

    id: int
    key: str
    population: int
    size: int
    counts: dict[int, int]
    unsure: int
    excluded: int
    unread: int

    @property
    def read(self) -> int:
        return sum(self.counts.values()) + self.unsure


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a study is, and what was found."""

    study_id: int
    population: int
    strata: tuple[StratumCounts, ...]
    culprits: dict[int, Name]
    twice: int
    """Read by two."""
    unsettled: int
    is_stratified: bool

    @property
    def read(self) -> int:
        return sum(each.read for each in self.strata)

    @property
    def unread(self) -> int:
        return sum(each.unread for each in self.strata)

    @property
    def excluded(self) -> int:
        return sum(each.excluded for each in self.strata)

    @property
    def unsure(self) -> int:
        return sum(each.unsure for each in self.strata)

    def by_culprit(self) -> dict[int, int]:
        """How many each culprit has, the most first."""
        found: Counter[int] = Counter()
        for each in self.strata:
            found.update(each.counts)
        return dict(found.most_common())

    def named(self, of: StratumCounts | None = None) -> dict[str, int]:
        """By name, as `estimate` takes them, with the unsure as a bar of their own; of all strata, or of one.

        Two products may have culprits of one name; then the id stands behind them.
        """
        counts = of.counts if of else self.by_culprit()
        unsure = of.unsure if of else self.unsure
        found = {self.label_of(culprit): count for culprit, count in counts.items()}
        return found | ({UNSURE: unsure} if unsure else {})

    def label_of(self, culprit_id: int) -> str:
        """The bar's name."""
        its = self.culprits[culprit_id]
        twins = sum(each.name.lower() == its.name.lower() for each in self.culprits.values())
        return f"{its.name} ({its.id})" if twins > 1 else its.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read of one study: its labels in the drawn order, and how many each culprit has."""

    labels: list[Label]
    counts: Counts


def outcomes_of(studies: Sequence[Study]) -> dict[int, Outcome]:
    """By the study's id. Six queries, however many studies and however large their samples."""
    labels = _labels(studies)
    said = [each.counts for its in labels.values() for each in its if each.counts]
    names = _names({each.culprit_id for each in said if each.culprit_id})
    strata: dict[int, list[Stratum]] = {}
    for row in Stratum.objects.filter(study__in=studies).order_by("key"):
        strata.setdefault(row.study_id, []).append(row)
    return {
        study.pk: Outcome(labels[study.pk], _counts(study, strata.get(study.pk, []), labels[study.pk], names))
        for study in studies
    }


def counts_of(study: Study) -> Counts:
    """Six queries, whatever the size of the sample."""
    return outcomes_of([study])[study.pk].counts


def labels_of(study: Study) -> list[Label]:
    """Every conversation of the sample, and those taken out of it, in the drawn order. Four queries."""
    return _labels([study])[study.pk]


def _counts(study: Study, strata: list[Stratum], labels: list[Label], names: list[Name]) -> Counts:
    ids = {each.counts.culprit_id for each in labels if each.counts}
    by_stratum: dict[int, list[Label]] = {}
    for each in labels:
        by_stratum.setdefault(each.stratum_id, []).append(each)
    return Counts(
        study_id=study.pk,
        population=study.population or 0,
        strata=tuple(_stratum(row, by_stratum.get(row.pk, [])) for row in strata),
        culprits={name.id: name for name in names if name.id in ids},
        twice=sum(len(each.readings) > 1 for each in labels),
        unsettled=sum(each.is_disputed for each in labels),
        is_stratified=bool(study.stratify_by),
    )


def _labels(studies: Sequence[Study]) -> dict[int, list[Label]]:
    roots = merged_into()
    readings: dict[int, list[Said]] = {}
    done = Reading.objects.filter(drawn__study__in=studies, round__gt=0, done_at__isnull=False)
    for row in done.select_related("reader").order_by("round"):
        name = row.reader.name if row.reader else ""
        readings.setdefault(row.drawn_id, []).append(_said(row, name, row.round, row.note, roots))
    settled = {
        row.drawn_id: _said(row, row.by.name, 0, row.note, roots)
        for row in Settlement.objects.filter(drawn__study__in=studies).select_related("by")
    }
    found: dict[int, list[Label]] = {study.pk: [] for study in studies}
    for drawn in (
        Drawn.objects.filter(study__in=studies).exclude(state=Drawn.State.RESERVE).order_by("study", "place")
    ):
        label = _label(drawn, tuple(readings.get(drawn.pk, ())), settled.get(drawn.pk))
        found[drawn.study_id].append(label)
    return found


def merged_into() -> dict[int, int]:
    """Of each culprit that was merged, the one that it goes by now."""
    steps = dict(Culprit.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    found = {}
    for start in steps:
        end = start
        while end in steps:
            end = steps[end]
        found[start] = end
    return found


def _label(row: Drawn, readings: tuple[Said, ...], settled: Said | None) -> Label:
    counting = [each for each in readings if not each.why_not]
    counts = settled or (counting[0] if counting else None)
    is_excluded = row.state == Drawn.State.EXCLUDED
    return Label(
        drawn_id=row.pk,
        number=row.number,
        conversation_id=row.conversation_id,
        place=row.place,
        stratum_id=row.stratum_id,
        is_excluded=is_excluded,
        is_double=row.is_double,
        why_not=row.why_not,
        counts=None if is_excluded or (counts and counts.why_not) else counts,
        readings=readings,
        settlement=settled,
    )


def _said(row: Verdict, by: str, round_: int, note: str, roots: dict[int, int]) -> Said:
    culprit = roots.get(row.culprit_id, row.culprit_id) if row.culprit_id else None
    return Said(by, round_, culprit, row.is_unsure, row.why_not, note)


def _stratum(row: Stratum, labels: list[Label]) -> StratumCounts:
    said = [each.counts for each in labels if each.counts]
    return StratumCounts(
        id=row.pk,
        key=row.key,
        population=row.population,
        size=row.size,
        counts=dict(Counter(each.culprit_id for each in said if each.culprit_id)),
        unsure=sum(each.is_unsure for each in said),
        excluded=sum(each.is_excluded for each in labels),
        unread=sum(not each.is_excluded and each.counts is None for each in labels),
    )


def _names(ids: Iterable[int]) -> list[Name]:
    found = Culprit.objects.filter(pk__in=ids).order_by("name", "pk")
    return [Name(row.pk, row.name, row.kind, row.product_id) for row in found]
