"""What leads fill in about tiers."""

from decimal import Decimal
from typing import Any

from django import forms

from frontline.people.models import Tier
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.rules import Rule, words_of

_MOST_NAMES = 20


class Names(forms.CharField):
    """A few names, separated by commas; cleaned to a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=600, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        names = tuple(dict.fromkeys(" ".join(each.split()) for each in text.split(",") if each.strip()))
        if len(names) > _MOST_NAMES:
            raise forms.ValidationError(f"{_MOST_NAMES} are the most.")
        if any(not words_of(name) for name in names):
            raise forms.ValidationError("Each needs a letter or a digit.")
        return names


class RuleForm(forms.Form):
    """A rule: a tier, and conditions that must all hold. What is left empty is not asked."""

    tier = forms.ChoiceField(
        label="Tier", choices=Tier.choices, help_text="Of a company that fits all of the below."
    )
    plans = Names(
        label="Plan is one of",
        help_text="Separated by commas. “Scale” fits scale_monthly and Scale (EU), too.",
    )
    deals_for = Names(
        label="In the sales process for one of",
        help_text="An open deal has it in its name. Separated by commas.",
    )
    deal_stages = Names(
        label="A deal is in one of these stages", help_text="As HubSpot shows them, such as Contract sent."
    )
    at_least = forms.DecimalField(
        label="Pays a month at least", required=False, min_value=Decimal(0), max_digits=12, decimal_places=2
    )
    currency = forms.CharField(
        label="In this currency",
        required=False,
        max_length=3,
        min_length=3,
        help_text="Such as EUR. Without it, in any one currency: they are not added up.",
    )
    is_paying = forms.BooleanField(label="Is paying", required=False)
    domains = Names(label="Domain is one of", help_text="Separated by commas, such as northwind.example.")

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).upper()
        if currency and not (currency.isascii() and currency.isalpha()):
            raise forms.ValidationError("A currency has three letters, such as EUR.")
        return currency

    def clean_domains(self) -> tuple[str, ...]:
        given = self.cleaned_data["domains"]
        for each in given:
            if not own_domain(each):
                raise forms.ValidationError(f"{each} is not a company's own domain.")
        return tuple(dict.fromkeys(own_domain(each) for each in given))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and self.rule().is_empty:
            raise forms.ValidationError(
                "Give at least one condition: a rule without would fit every company."
            )
        return said

    def rule(self) -> Rule:
        """The rule as it was filled in, once it is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "currency"}
        return Rule(
            **said, currency=self.cleaned_data.get("currency", "") if said.get("at_least") is not None else ""
        )


def filled_in(rule: Rule) -> dict[str, Any]:
    """What the form shows for a rule."""
    return {
        "tier": rule.tier,
        "plans": ", ".join(rule.plans),
        "deals_for": ", ".join(rule.deals_for),
        "deal_stages": ", ".join(rule.deal_stages),
        "at_least": rule.at_least,
        "currency": rule.currency,
        "is_paying": rule.is_paying,
        "domains": ", ".join(rule.domains),
    }


class PinForm(forms.Form):
    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)
    until_on = forms.DateField(label="Until the end of", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    why = forms.CharField(label="Why", max_length=200, help_text="For whoever wonders later.")


class UploadForm(forms.Form):
    file = forms.FileField(
        label="CSV file", widget=forms.FileInput({"accept": ".csv,text/csv,text/tab-separated-values"})
    )
    is_whole = forms.BooleanField(
        label="This file names every company",
        required=False,
        help_text="Then companies that are not in it lose what earlier files said of them.",
    )


class MatchForm(forms.Form):
    domain = forms.CharField(label="Domain", max_length=253)
