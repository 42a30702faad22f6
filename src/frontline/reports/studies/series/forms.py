"""What people fill in about series: what each of its studies asks, and for whom."""

from typing import Any

from django import forms

from frontline.reports.studies.forms import PlanForm, people_field
from frontline.reports.studies.models import Series
from frontline.reports.studies.series.beginning import LONGEST_WAIT, Plan


class PeopleForm(forms.Form):
    readers = people_field("Readers", "Told when one is drawn. Everybody may read.")
    mailed_to = people_field("The report goes to", "By mail, when one was read.")
    remind_after = forms.IntegerField(
        label="Remind after, days",
        min_value=0,
        max_value=LONGEST_WAIT,
        initial=7,
        help_text="While it is unread, and again; 0: never.",
    )

    def people(self) -> dict[str, Any]:
        """As `changing.change_people` takes them."""
        said = self.cleaned_data
        return {
            "readers": [each.pk for each in said["readers"]],
            "mailed_to": [each.pk for each in said["mailed_to"]],
            "remind_after": said["remind_after"],
        }


class SeriesForm(PeopleForm, PlanForm):
    """The form of a plan, whose period is said by how often it comes and where it begins."""

    every = forms.ChoiceField(label="Repeats", choices=Series.Every.choices, initial="month")
    from_on = forms.DateField(
        label="From the period that holds",
        widget=forms.DateInput({"type": "date"}),
        help_text="Drawn when it is over.",
    )
    until_on = None  # type: ignore[assignment]

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(every=said["every"], from_on=said["from_on"], **self.asked() | self.people())


def filled_from(plan: Plan) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "question": plan.question,
        "products": plan.products,
        "every": plan.every,
        "from_on": plan.from_on,
        "timezone": plan.timezone,
        "size": plan.size,
        "tiers": plan.tiers,
        "categories": plan.categories,
        "channels": plan.channels,
        "stratify_by": plan.stratify_by,
        "twice": round(plan.double_share * 100),
        "readers": plan.readers,
        "mailed_to": plan.mailed_to,
        "remind_after": plan.remind_after,
    }
