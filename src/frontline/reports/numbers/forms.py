"""The form of a mark."""

from django import forms

from frontline.reports.numbers.models import Mark


class MarkForm(forms.Form):
    kind = forms.ChoiceField(choices=Mark.MarkKind.choices, label="What")
    label = forms.CharField(max_length=80, label="In a few words")
    at = forms.DateTimeField(
        label="When",
        help_text="In your zone.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    address = forms.URLField(
        max_length=300, required=False, label="Where to read more", assume_scheme="https"
    )
