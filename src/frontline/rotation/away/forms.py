"""What people fill in about being away."""

from typing import Any

from django import forms

from frontline.people.models import Teammate
from frontline.rotation.away.calendars import WORDS

EVERY, SOME = "every", "some"


class AbsenceForm(forms.Form):
    """Whole days, or times if both are given; on the clock of who is away. Leads choose who."""

    teammate = forms.ModelChoiceField(
        Teammate.objects.filter(is_active=True).order_by("name", "pk"), label="Who", empty_label=None
    )
    first_on = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last_on = forms.DateField(
        label="Last day", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), required=False
    )
    from_time = forms.TimeField(
        label="From", required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    until_time = forms.TimeField(
        label="Until", required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    summary = forms.CharField(label="Note", required=False, max_length=160)

    def __init__(self, *args: Any, by: Teammate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_on"].help_text = "Empty: the same day."
        self.fields["summary"].help_text = "Your teammates see it beside your shifts."
        self.fields["until_time"].help_text = "Without times: whole days."
        if by.is_lead:
            self.fields["teammate"].initial = by.pk
        else:
            del self.fields["teammate"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and (said["from_time"] is None) != (said["until_time"] is None):
            self.add_error("until_time", "Say both times, or none for whole days.")
        return said


class CalendarForm(forms.Form):
    url = forms.CharField(
        label="Address of the calendar",
        max_length=2000,
        help_text="Its secret or public iCal address, such as https://…/basic.ics",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    which = forms.ChoiceField(
        label="Away are",
        choices=[(EVERY, "Every entry"), (SOME, "Entries with one of these words")],
        initial=SOME,
    )
    words = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        initial=WORDS,
        help_text="Separated by commas; they are looked for in the titles.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("which") == SOME and not str(said.get("words", "")).replace(",", " ").strip():
            self.add_error("words", "Say at least one word, or choose every entry.")
        return said
