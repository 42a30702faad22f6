"""What somebody says of a conversation: a culprit, "unsure", or "not part of this"."""

from dataclasses import dataclass

from frontline.kernel.refusal import Invalid
from frontline.reports.studies.models import Culprit, Study, Verdict, WhyNot

UNSURE = "Unsure"
"""The bar of those whose culprit nobody could tell; no culprit may be called so."""
NOT_PART = "Not part of this"


@dataclass(frozen=True, slots=True)
class Said:
    """Exactly one of them is given."""

    culprit: Culprit | None = None
    is_unsure: bool = False
    why_not: str = ""

    def write(self, row: Verdict) -> None:
        row.culprit, row.is_unsure, row.why_not = self.culprit, self.is_unsure, self.why_not

    @property
    def words(self) -> str:
        return words_of(self)


def said_in(row: Verdict) -> Said | None:
    """None if it says nothing yet."""
    return Said(row.culprit, row.is_unsure, row.why_not) if row.has_verdict else None


def words_of(row: Verdict | Said) -> str:
    """ "Backups", "Unsure", "Not part of this: spam or marketing"."""
    if row.culprit:
        return row.culprit.name
    if row.is_unsure:
        return UNSURE
    return f"{NOT_PART}: {WhyNot(row.why_not).label.lower()}" if row.why_not else ""


def check(said: Said, study: Study) -> None:
    """Raises Invalid."""
    if (said.culprit is not None) + said.is_unsure + bool(said.why_not) != 1:
        raise Invalid("Say what was to blame, or that you are unsure, or that it is not part of this.")
    if said.why_not and said.why_not not in WhyNot.values:
        raise Invalid("Say why it is not part of this.")
    if said.culprit and not study.products.filter(pk=said.culprit.product_id).exists():
        raise Invalid(f"{said.culprit.name} is a culprit of another product.")
