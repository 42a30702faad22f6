"""What people fill in about studies."""

from datetime import timedelta
from typing import Any

from django import forms

from frontline.inbox.channel import registered
from frontline.inbox.models import Category
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people import timezones
from frontline.people.models import Product, Teammate, Tier
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.models import Culprit, CulpritAction, Drawn, Study, WhyNot
from frontline.reports.studies.planning import LARGEST, Terms
from frontline.reports.studies.population import Scope
from frontline.reports.studies.verdicts import NOT_PART, UNSURE, Said

_DATE = {"type": "date"}


def people_field(label: str, help: str) -> "forms.ModelMultipleChoiceField[Teammate]":
    return forms.ModelMultipleChoiceField(
        Teammate.objects.filter(is_active=True).order_by("name"),
        label=label,
        help_text=help,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PlanForm(forms.Form):
    question = forms.CharField(
        label="Question",
        max_length=200,
        required=False,
        widget=forms.TextInput({"placeholder": "What is to blame?"}),
    )
    products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("name"), label="Products", widget=forms.CheckboxSelectMultiple
    )
    from_on = forms.DateField(label="First day", widget=forms.DateInput(_DATE))
    until_on = forms.DateField(label="Last day", widget=forms.DateInput(_DATE))
    timezone = forms.ChoiceField(label="In the days of")
    tiers = forms.MultipleChoiceField(
        choices=Tier.choices, label="Tiers", required=False, widget=forms.CheckboxSelectMultiple
    )
    channels = forms.MultipleChoiceField(
        label="Channels", required=False, widget=forms.CheckboxSelectMultiple
    )
    categories = forms.ModelMultipleChoiceField(
        Category.objects.filter(is_retired=False),
        label="Categories",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stratify_by = forms.ChoiceField(
        choices=Study.StratifyBy.choices, label="How to draw", required=False, widget=forms.RadioSelect
    )
    size = forms.IntegerField(label="To read", min_value=1, max_value=LARGEST)
    twice = forms.IntegerField(
        label="Read by two, %", min_value=0, max_value=100, help_text="Shows how well readers agree."
    )
    previous = forms.ModelChoiceField(
        Study.objects.none(), label="Beside", required=False, empty_label="No study before it"
    )
    readers = people_field("Readers", "are told once, when it is drawn; none ticked: everybody, untold")

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in timezones.names()]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]
        self.fields["channels"].choices = [(each.key, each.label) for each in registered()]  # type: ignore[attr-defined]
        self.fields["previous"].queryset = Study.objects.exclude(state=Study.State.DRAFT)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("from_on"), said.get("until_on")
        for name, each in (("from_on", first), ("until_on", last)):
            if each and not 1971 <= each.year <= 2198:
                self.add_error(name, "That year is too far away.")
        if first and last and last < first:
            self.add_error("until_on", "The last day is before the first.")
        return said

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(from_on=said["from_on"], until_on=said["until_on"], **self.asked())

    def asked(self) -> dict[str, Any]:
        """All that a study asks but its period, as the verbs of planning name it."""
        said = self.cleaned_data
        same = ("question", "timezone", "size", "tiers", "channels", "stratify_by")
        return {
            **{name: said[name] for name in same},
            **{name: [each.pk for each in said[name]] for name in ("products", "categories", "readers")},
            "double_share": said["twice"] / 100,
        }

    def scope(self) -> Scope:
        terms = self.terms()
        period = Study(from_on=terms.from_on, until_on=terms.until_on, timezone=terms.timezone)
        return Scope(
            product_ids=terms.products,
            begins_at=period.begins_at,
            ends_at=period.ends_at,
            timezone=terms.timezone,
            tiers=terms.tiers,
            categories=terms.categories,
            channels=terms.channels,
            stratify_by=terms.stratify_by,
        )


def suggested(teammate: Teammate) -> dict[str, Any]:
    """The month that was, of the first product, a hundred of it."""
    first = clock.now().date().replace(day=1)
    last = first - timedelta(days=1)
    product = Product.objects.order_by("name").values_list("pk", flat=True).first()
    return {
        "question": "",
        "products": [product] if product else [],
        "from_on": last.replace(day=1).isoformat(),
        "until_on": last.isoformat(),
        "timezone": timezones.known(teammate.timezone),
        "stratify_by": "",
        "size": 100,
        "twice": 20,
    }


class VerdictForm(forms.Form):
    """A culprit by its name, new ones too; or the words for "unsure" and "not part of this"; or their buttons."""

    culprit = forms.CharField(label="Culprit", required=False, max_length=120)
    kind = forms.ChoiceField(label="Its kind, if it is new", choices=Culprit.Kind.choices, required=False)
    why_not = forms.ChoiceField(label=NOT_PART, choices=WhyNot.choices, required=False)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "data-key": "n", "data-key-label": "Note"}),
        help_text="Reports quote it.",
    )
    verdict = forms.CharField(required=False)
    pick = forms.RegexField(r"^(unsure|culprit-\d{1,18})$", required=False)
    """What one of two readers said, taken over by a button."""

    def said(self, drawn: Drawn, by: Teammate) -> Said:
        """Raises Invalid."""
        words, verdict = self.cleaned_data["culprit"].strip(), self.cleaned_data["verdict"]
        if self.cleaned_data["pick"]:
            return _picked(self.cleaned_data["pick"])
        if verdict == "unsure" or (verdict != "not" and words.lower() == UNSURE.lower()):
            return Said(is_unsure=True)
        if verdict == "not":
            return Said(why_not=self.cleaned_data["why_not"])
        if words.lower().startswith(NOT_PART.lower()):
            return Said(why_not=_why_not(words))
        if not words:
            raise Invalid("Name the culprit, or say that you are unsure.")
        product = _product(drawn)
        return Said(culprit=found_or_added(product, words, kind=self.cleaned_data["kind"], by=by))


def choices_for(study: Study) -> list[tuple[str, str]]:
    """What may be typed to find: (words, what kind that is)."""
    rows = Culprit.objects.filter(product__in=study.products.all(), merged_into=None)
    found = [(row.name, row.get_kind_display()) for row in rows]
    return [
        *found,
        (UNSURE, "nobody could tell"),
        *((f"{NOT_PART}: {why.label.lower()}", "") for why in WhyNot),
    ]


def _picked(pick: str) -> Said:
    if pick == "unsure":
        return Said(is_unsure=True)
    found = Culprit.objects.filter(pk=int(pick.partition("-")[2])).first()
    if found is None:
        raise Invalid("There is no such culprit.")
    return Said(culprit=found)


def _why_not(words: str) -> str:
    reason = words.partition(":")[2].strip().lower()
    return next((why.value for why in WhyNot if why.label.lower() == reason), WhyNot.OTHER.value)


def _product(drawn: Drawn) -> Product:
    """Whose list a new culprit goes on: the conversation's product, if the study is about it."""
    products = {each.pk: each for each in drawn.study.products.order_by("name")}
    return products.get(drawn.product_id or 0) or next(iter(products.values()))


class CulpritForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=Culprit.Kind.choices)


class ActionForm(forms.Form):
    kind = forms.ChoiceField(label="What", choices=CulpritAction.Kind.choices)
    title = forms.CharField(label="In words", max_length=160)
    link = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")
    on = forms.DateField(label="In effect on", widget=forms.DateInput(_DATE))
    owner = forms.ModelChoiceField(
        Teammate.objects.filter(is_active=True).order_by("name"),
        label="Owner",
        required=False,
        empty_label="Nobody yet",
    )
