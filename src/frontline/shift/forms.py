"""What leads choose for everybody's page."""

from datetime import timedelta
from typing import Any

from django import forms

from frontline.rotation.models import Rotation
from frontline.shift.rules import FURTHEST, LONGEST_SILENCE, Rules

_HOUR = timedelta(hours=1)


class RulesForm(forms.Form):
    """The rotation that counts, and two durations."""

    rotation = forms.ModelChoiceField(
        Rotation.objects.filter(ended_at=None),
        label="Whose turn it is",
        required=False,
        empty_label="The hero's rotation",
        help_text="Who is on in this rotation keeps what nobody has. Promises that run in the hours of whoever is on"
        " shift follow it too.",
    )
    follow_up_after = forms.IntegerField(
        label="Follow up after so many days",
        min_value=1,
        max_value=LONGEST_SILENCE.days,
        help_text="A customer who has not answered for so long stands under “Following up”.",
    )
    due_next_within = forms.IntegerField(
        label="Due next within so many hours",
        min_value=1,
        max_value=FURTHEST // _HOUR,
        help_text="What is due later stands under “Unassigned” or “Waiting for me”.",
    )

    def terms(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "rotation": said["rotation"],
            "follow_up_after": timedelta(days=said["follow_up_after"]),
            "due_next_within": said["due_next_within"] * _HOUR,
        }


def initial_of(rules: Rules) -> dict[str, Any]:
    return {
        "rotation": rules.rotation_id,
        "follow_up_after": max(1, rules.follow_up_after.days),
        "due_next_within": max(1, rules.due_next_within // _HOUR),
    }
