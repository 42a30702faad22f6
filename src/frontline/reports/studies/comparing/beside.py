"""`beside`: two studies, and what can be said of their difference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import prefetch_related_objects

from frontline.kernel.refusal import Invalid
from frontline.reports.estimate import Comparison, Difference, Period, compare
from frontline.reports.studies.comparing.measures import Measure, measures_of
from frontline.reports.studies.comparing.periods import periods_of
from frontline.reports.studies.models import Culprit, CulpritAction, Study
from frontline.reports.studies.outcome import Outcome, merged_into, outcomes_of


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about a culprit between the two, and what came of it.

    `words` is the verdict of the culprit; where the later study began before the action took effect, that it is asked
    for at the next one.
    """

    kind: str
    title: str
    link: str
    on: date
    owner: str
    culprit: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`before` and `after`; `said` has the figures. `measure` is that of usage, None if none is known for both."""

    before: Study
    after: Study
    said: Comparison
    acts: tuple[Act, ...]
    measure: Measure | None
    measures: tuple[Measure, ...]
    volumes: tuple[int, int]
    weights: str = ""
    """How samples that were drawn by stratum are compared, in a sentence; "" if neither was."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The largest of either period first."""
        return tuple(sorted(self.said.differences, key=lambda each: -max(each.before, each.after)))

    @property
    def headline(self) -> str:
        """The whole in a sentence."""
        before, after = self.volumes
        change = round(100 * (after / before - 1)) if before else 0
        volume = f"{after:,} conversations after {before:,}"
        if change:
            volume += f", {abs(change)} % {'fewer' if change < 0 else 'more'}"
        if self.measure is None or self.said.volume is None:
            return (
                f"{volume}. How much the product was used isn't known, so nothing is said for the same usage."
            )
        grown = round(100 * (self.measure.after.amount / self.measure.before.amount - 1))
        usage = f"{'grew' if grown > 0 else 'fell'} by {abs(grown)} %" if grown else "stayed the same"
        return f"{volume}, while usage ({self.measure.name}) {usage}: {self.said.volume_words}."


def beside(before: Study, after: Study, *, measure: str = "") -> Beside:
    """Compare two studies that have been read; `measure` is that of usage, by default the first known for both.

    Raises Invalid if they can't be compared.
    """
    if before.pk == after.pk:
        raise Invalid("That is the same study: choose another to stand beside it.")
    prefetch_related_objects([before, after], "products")
    found = compared(before, after, outcomes_of([before, after]), measure=measure)
    return replace(found, acts=_acts(found.before, found.after, found.said))


def compared(before: Study, after: Study, read: Mapping[int, Outcome], *, measure: str = "") -> Beside:
    """The same of what has been gathered already, without what was done. Raises Invalid."""
    if after.from_on < before.from_on:
        before, after = after, before
    known = measures_of(before, after)
    usable = [each for each in known if each.is_known]
    chosen = next((each for each in usable if each.name == measure), usable[0] if usable else None)
    for study in (before, after):
        if not read[study.pk].counts.read:
            raise Invalid(f"Nothing of “{study.question}” was read yet, so there is nothing to compare.")
    one, two = periods_of(
        [(study, read[study.pk]) for study in (before, after)], with_volumes=chosen is not None
    )
    if chosen:
        one, two = replace(one, usage=chosen.before.amount), replace(two, usage=chosen.after.amount)
    said = compare(one, two)
    volumes = (one.population, two.population)
    weights = _weights([(before, one), (after, two)])
    return Beside(before, after, said, (), chosen, known, volumes, weights)


def _weights(studies: list[tuple[Study, Period]]) -> str:
    """Only one of the two may have been drawn so, or read far enough."""
    by_stratum = [(study, period) for study, period in studies if study.stratify_by]
    waiting = [study for study, period in by_stratum if not period.strata]
    if waiting:
        names = " and ".join(f"“{study.question}”" for study in waiting)
        return f"Of some strata of {names} nothing was read yet: until then its shares are those of what was read."
    if not by_stratum:
        return ""
    return "Drawn by stratum: each stratum counts as much as it has conversations."


def _acts(before: Study, after: Study, said: Comparison) -> tuple[Act, ...]:
    """What was done from the beginning of the earlier period to the end of the later."""
    products = {each.pk for study in (before, after) for each in study.products.all()}
    rows = (
        CulpritAction.objects.filter(
            culprit__product__in=products, on__gte=before.from_on, on__lte=after.until_on
        )
        .select_related("culprit", "owner")
        .order_by("on", "pk")
    )
    roots = merged_into()
    names = dict(Culprit.objects.filter(product__in=products).values_list("pk", "name"))
    by_name = {each.culprit: each for each in said.differences}
    found = []
    for row in rows:
        name = names[roots.get(row.culprit_id, row.culprit_id)]
        its = by_name.get(name) or by_name.get(f"{name} ({row.culprit_id})")
        if row.on > after.from_on:
            words = "took effect after the later period had begun: ask the next study"
        else:
            words = its.words if its else "none was read in either period"
        act = Act(row.get_kind_display(), row.title, row.link, row.on, "", name, words)
        found.append(replace(act, owner=row.owner.name) if row.owner else act)
    return tuple(found)
