"""What teammates fill in about being told."""

from typing import Any

from django import forms

from frontline.notify.models import Manner
from frontline.notify.preferring import Wanted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = {"type": "time", "step": "60"}


class PaceForm(forms.Form):
    """Quiet hours, and how much comes at once."""

    quiet_since = forms.TimeField(
        label="Quiet from", required=False, widget=forms.TimeInput(_CLOCK, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label="until",
        required=False,
        widget=forms.TimeInput(_CLOCK, format="%H:%M"),
        help_text="An end that is not after the beginning is on the next day; the same time twice is a whole day.",
    )
    quiet_days = forms.MultipleChoiceField(
        label="Beginning on",
        required=False,
        choices=[(str(number), name) for number, name in enumerate(DAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    digest_above = forms.IntegerField(
        label="So many come by themselves",
        min_value=0,
        max_value=100,
        help_text="What is more than that within the minutes below becomes one message. 0: each comes by itself.",
    )
    digest_for = forms.IntegerField(label="Within so many minutes", min_value=1, max_value=240)

    @classmethod
    def of(cls, manner: Manner) -> dict[str, Any]:
        """What it says of `manner`."""
        return {
            "quiet_since": manner.quiet_since,
            "quiet_until": manner.quiet_until,
            "quiet_days": list(manner.quiet_days) if manner.pk else list("0123456"),
            "digest_above": manner.digest_above,
            "digest_for": manner.digest_for,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("quiet_since"), said.get("quiet_until")
        if (since is None) != (until is None) and not self.errors:
            self.add_error("quiet_until", "Give both, or neither for no quiet hours.")
        if since is not None and since == until and len(said.get("quiet_days") or []) == len(DAYS):
            self.add_error("quiet_days", "That would never end: leave a day out, or give another time.")
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            said["quiet_since"],
            said["quiet_until"],
            "".join(sorted(said["quiet_days"])),
            said["digest_above"],
            said["digest_for"],
        )
