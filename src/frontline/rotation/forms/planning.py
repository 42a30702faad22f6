"""The fields of a rotation, and what they mean: a draft becomes the values that `plan_rotation` takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, TypeVar

from django import forms

from frontline.people import timezones
from frontline.people.models import Team, Teammate
from frontline.rotation.forms.drafts import Draft, LayerDraft
from frontline.rotation.models.rotation import Advance, Unit
from frontline.rotation.planning import LayerPlan, Turning
from frontline.rotation.reading_hours import DAYS
from frontline.rotation.reading_layers import LONGEST

F = TypeVar("F", bound=forms.Form)
MIDNIGHT = time(0)
_ZONE = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
CLOCK = {"type": "time", "step": "60"}
DAY_NAMES = tuple((day, day.capitalize()) for day in DAYS)


class ZoneField(forms.CharField):
    """The IANA name of a zone, typed or chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, widget=forms.TextInput(_ZONE), **options)

    def clean(self, value: Any) -> str:
        found: str = super().clean(value).replace(" ", "_")
        if found and found not in timezones.names():
            raise forms.ValidationError(f"{found} is no time zone of the IANA list, such as Europe/Berlin.")
        return found


class PlanForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label="Team", required=False, empty_label="No team: everybody's"
    )
    is_hero = forms.BooleanField(
        label="It is the hero's: who is on answers customers first, and does no feature work", required=False
    )
    every = forms.IntegerField(label="A turn is", min_value=1, max_value=8760)
    unit = forms.ChoiceField(label="Unit", choices=Unit.choices)
    anchor_on = forms.DateField(label="First hand-over", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    hands_over_at = forms.TimeField(label="At", widget=forms.TimeInput(CLOCK, "%H:%M"))
    timezone = ZoneField(label="Time zone", help_text="Hand-overs keep their hour when its clocks change.")
    advance = forms.ChoiceField(label="The turn goes on", choices=Advance.choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        unit, every = said.get("unit"), said.get("every")
        if unit in LONGEST and every and every > LONGEST[unit]:
            self.add_error("every", f"A turn is {LONGEST[unit]} {Unit(unit).label} long at most.")
        if (on := said.get("anchor_on")) and not 1970 <= on.year < 2200:
            self.add_error("anchor_on", "The years from 1970 to 2199 are known.")
        return said


class LayerForm(forms.Form):
    name = forms.CharField(label="Name of the layer", max_length=80, required=False)
    priority = forms.IntegerField(
        label="Priority",
        min_value=-999,
        max_value=999,
        help_text="Where layers meet, the higher has the time.",
    )
    timezone = ZoneField(label="Its own time zone", required=False)
    hands_over_at = forms.TimeField(
        label="Its own hand-over", required=False, widget=forms.TimeInput(CLOCK, "%H:%M")
    )


class HoursForm(forms.Form):
    days = forms.MultipleChoiceField(
        label="Days",
        choices=DAY_NAMES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    begins = forms.TimeField(label="From", widget=forms.TimeInput(CLOCK, "%H:%M"))
    ends = forms.TimeField(label="to", widget=forms.TimeInput(CLOCK, "%H:%M"))
    next_day = forms.BooleanField(label="of the next day", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        begins, ends = said.get("begins"), said.get("ends")
        if begins is None or ends is None or ends == MIDNIGHT:
            return said
        if ends <= begins and not said.get("next_day"):
            self.add_error(
                "ends",
                'These hours end before they begin. If they run over midnight, tick "of the next day".',
            )
        if ends > begins and said.get("next_day"):
            self.add_error("ends", "Hours are a day long at most: begin a second row for the rest.")
        return said

    def value(self) -> dict[str, Any]:
        """The form of docs/rotation.md."""
        said = self.cleaned_data
        ends = "24:00" if said["ends"] == MIDNIGHT else f"{said['ends']:%H:%M}"
        return {"days": [d for d in DAYS if d in said["days"]], "from": f"{said['begins']:%H:%M}", "to": ends}


@dataclass
class LayerFields:
    """The forms of one layer; `errors` are those of its order."""

    draft: LayerDraft
    form: LayerForm
    hours: list[HoursForm]
    errors: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.form.errors or any(row.errors for row in self.hours))


@dataclass
class PlanFields:
    """The forms of a whole draft. Checked ones know their errors; unchecked ones only show what was typed."""

    draft: Draft
    form: PlanForm
    layers: list[LayerFields]
    errors: list[str] = field(default_factory=list)

    def is_valid(self, *, but: str = "") -> bool:
        """Whether all is in order; `but` one field of the rotation, which may lack for now."""
        wrong = {name for name in self.form.errors if name != but}
        return not (wrong or self.errors or any(layer.is_wrong for layer in self.layers))

    def sentences(self) -> list[str]:
        """What is wrong, each with the name of its field."""
        found = [*self.errors, *(error for layer in self.layers for error in layer.errors)]
        forms_in = [self.form, *(each for layer in self.layers for each in (layer.form, *layer.hours))]
        for form in forms_in:
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                found.append(f"{label}: {errors[0]}" if label else str(errors[0]))
        return found


def fields_of(draft: Draft, people: Mapping[int, Teammate], *, checks: bool) -> PlanFields:
    """The forms that show a draft; with `checks`, what is wrong with it too."""
    layers = [_layer(layer, number, people, checks) for number, layer in enumerate(draft.layers)]
    made = PlanFields(draft, _form(PlanForm, draft.said, "", checks), layers)
    if checks and not layers:
        made.errors.append("A rotation needs a layer.")
    return made


def _layer(layer: LayerDraft, number: int, people: Mapping[int, Teammate], checks: bool) -> LayerFields:
    prefix = f"layer{number}"
    rows = [_form(HoursForm, row, f"{prefix}-hours{n}", checks) for n, row in enumerate(layer.hours)]
    made = LayerFields(layer, _form(LayerForm, layer.said, prefix, checks), rows)
    if checks:
        made.errors = errors_of(layer, people)
    return made


def errors_of(layer: LayerDraft, people: Mapping[int, Teammate]) -> list[str]:
    """What is wrong with an order."""
    if not any(layer.places):
        return ["Nobody is in the order yet: add at least one teammate."]
    gone = {
        people[pk].name for place in layer.places for pk in place if pk in people and not people[pk].is_active
    }
    return [f"{name} is deactivated, so they can't be on. Remove them." for name in sorted(gone)]


def _form(kind: type[F], said: Mapping[str, Any], prefix: str, checks: bool) -> F:
    options: dict[str, Any] = {"data": said_under(said, prefix)} if checks else {"initial": said}
    return kind(prefix=prefix or None, auto_id="%s", use_required_attribute=False, **options)


def said_under(said: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """As a browser names it."""
    return {f"{prefix}-{name}" if prefix else name: value for name, value in said.items()}


def members(layer: LayerDraft, people: Mapping[int, Teammate]) -> list[list[Teammate]]:
    return [[people[pk] for pk in place if pk in people] for place in layer.places]


def turning(fields: PlanFields) -> Turning:
    """Of forms that are valid."""
    said = fields.form.cleaned_data
    names = ("timezone", "anchor_on", "hands_over_at", "every", "unit", "advance")
    return Turning(**{name: said[name] for name in names})


def layer_plans(fields: PlanFields, people: Mapping[int, Teammate]) -> list[LayerPlan]:
    """Of forms that are valid."""
    general = turning(fields)
    return [
        LayerPlan(
            members(layer.draft, people),
            hours=[row.value() for row in layer.hours] or None,
            priority=layer.form.cleaned_data["priority"],
            name=layer.form.cleaned_data["name"],
            turning=_own(general, layer.form.cleaned_data),
        )
        for layer in fields.layers
    ]


def _own(general: Turning, said: Mapping[str, Any]) -> Turning | None:
    if not said["timezone"] and said["hands_over_at"] is None:
        return None
    return Turning(
        said["timezone"] or general.timezone,
        general.anchor_on,
        general.hands_over_at if said["hands_over_at"] is None else said["hands_over_at"],
        general.every,
        general.unit,
        general.advance,
    )
