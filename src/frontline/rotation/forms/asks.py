"""What people fill in to ask for a swap or a cover, and to put somebody on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from frontline.hours.wall import wall
from frontline.rotation.asking import Stretch

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows
Choices = Sequence[tuple[str, Any]]


class LocalField(forms.CharField):
    """A local time of day and date, naive: what the browser's field for it sends."""

    widget = forms.TextInput({"type": "datetime-local"})

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            said = datetime.fromisoformat(text)
        except ValueError:
            said = None
        if said is None or said.tzinfo is not None or not 1970 < said.year < 2190:
            raise forms.ValidationError("A date and a time, such as 2026-03-09 09:00.")
        return said


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text="Others see it.",
    )


class SwapForm(WhyForm):
    """Which of the others' shifts would be taken in return."""

    back = forms.ChoiceField(
        label="For which shift",
        error_messages={"invalid_choice": "That shift has changed meanwhile: choose again."},
    )
    field_order = ("back", "why")

    def __init__(self, *args: Any, offered: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["back"].choices = offered  # type: ignore[attr-defined]


class PartForm(WhyForm):
    """The whole of a stretch, or a part of it; local times mean those of `zone`."""

    part = forms.ChoiceField(
        label="How much of it",
        choices=[("whole", "All of it"), ("part", "A part of it")],
        widget=forms.RadioSelect,
        initial="whole",
        required=False,
    )
    part_from = LocalField(label="From", required=False)
    part_until = LocalField(label="Until", required=False)

    def __init__(self, *args: Any, shift: Stretch, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._shift, self._zone = shift, zone
        for name, at in zip(("part_from", "part_until"), shift, strict=True):
            self.fields[name].initial = f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
            self.fields[name].help_text = f"In {zone.replace('_', ' ')}"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("part") != "part":
            said["stretch"] = self._shift
        elif said.get("part_from") and said.get("part_until"):
            # The field knows minutes: what was left as it is keeps its second, and its first or second time round.
            said["stretch"] = Stretch(
                *(self._meant(name, said[name]) for name in ("part_from", "part_until"))
            )
        elif not self.errors:
            raise forms.ValidationError("Say from when until when.")
        return said

    def _meant(self, name: str, local: datetime) -> datetime:
        if self.fields[name].initial == f"{local:%Y-%m-%dT%H:%M}":
            return self._shift[("part_from", "part_until").index(name)]
        seconds = int((local - _EPOCH).total_seconds())
        return datetime.fromtimestamp(wall(self._zone, seconds, seconds).first_at(seconds), UTC)


class CoverForm(PartForm):
    """Whom to ask: one, or anyone."""

    to = forms.ChoiceField(label="Whom to ask", required=False)
    field_order = ("part", "part_from", "part_until", "to", "why")

    def __init__(self, *args: Any, others: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", "Anyone: the first to say yes"), *others]  # type: ignore[attr-defined]


class OverrideForm(PartForm):
    """Leads say what happens to whom; others put themselves on."""

    kind = forms.ChoiceField(
        label="What happens",
        choices=[
            ("replace", "Is on instead"),
            ("add", "Is on too"),
            ("remove", "Is not on"),
        ],
        widget=forms.RadioSelect,
        initial="replace",
    )
    teammate = forms.ChoiceField(label="Who")
    field_order = ("kind", "teammate", "part", "part_from", "part_until", "why")

    def __init__(self, *args: Any, people: Choices, is_lead: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teammate"].choices = people  # type: ignore[attr-defined]
        if not is_lead:
            for name in ("kind", "teammate"):
                self.fields[name].widget = forms.HiddenInput()


def by_name(people: Iterable[Any]) -> list[tuple[str, str]]:
    """Choices of people, by their name."""
    return [(str(each.pk), each.label) for each in sorted(people, key=lambda each: each.label.casefold())]
