"""Do two readers see the same? What both have read, and what the statistics say of it."""

from dataclasses import dataclass

from frontline.reports.statistics.agreement import Agreement, agree
from frontline.reports.studies.models import Culprit, Study
from frontline.reports.studies.outcome import Label, Said, labels_of
from frontline.reports.studies.verdicts import NOT_PART, UNSURE

# Landis & Koch 1977, Biometrics 33:159-174.
_WORDS = (
    (0.81, "almost perfect"),
    (0.61, "substantial"),
    (0.41, "moderate"),
    (0.21, "fair"),
    (0.0, "slight"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """`measured` is None while nothing was read by two. `labels` are those read by two, in the drawn order."""

    measured: Agreement | None
    names: dict[str, str]
    labels: list[Label]

    @property
    def disputed(self) -> list[Label]:
        return [each for each in self.labels if each.is_disputed]

    @property
    def settled(self) -> list[Label]:
        return [each for each in self.labels if each.settlement]

    @property
    def words(self) -> str:
        """ "substantial", or "" where there is nothing to say."""
        if self.measured is None or self.measured.kappa is None:
            return ""
        return next((word for least, word in _WORDS if self.measured.kappa >= least), "worse than chance")

    def name_of(self, said: Said) -> str:
        return self.names[said.key]


def agreement_of(study: Study) -> Found:
    """From what was read first and second, before anything was settled."""
    labels = [each for each in labels_of(study) if len(each.readings) > 1]
    said = [
        each
        for label in labels
        for each in (*label.readings, *((label.settlement,) if label.settlement else ()))
    ]
    names = _names(said)
    pairs = [(names[label.readings[0].key], names[label.readings[1].key]) for label in labels]
    return Found(agree(pairs) if pairs else None, names, labels)


def _names(said: list[Said]) -> dict[str, str]:
    ids = {each.culprit_id for each in said if each.culprit_id}
    rows = Culprit.objects.filter(pk__in=ids).order_by("pk")
    found = {"unsure": UNSURE, "not-part": NOT_PART}
    for row in rows:
        found[f"culprit-{row.pk}"] = row.name if row.name not in found.values() else f"{row.name} ({row.pk})"
    return found
