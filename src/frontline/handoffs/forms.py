"""What the hero writes down."""

from django import forms

from frontline.handoffs.noting import LONGEST


def _area(placeholder: str) -> forms.Textarea:
    return forms.Textarea({"rows": 2, "dir": "auto", "placeholder": placeholder})


class NoteForm(forms.Form):
    """The three fields of one conversation."""

    known = forms.CharField(label="Known", max_length=LONGEST, widget=_area("What we know by now"))
    tried = forms.CharField(
        label="Tried", max_length=LONGEST, required=False, widget=_area("What was tried, and what came of it")
    )
    next = forms.CharField(label="Next", max_length=LONGEST, widget=_area("What to do next, and when"))
    submission = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
