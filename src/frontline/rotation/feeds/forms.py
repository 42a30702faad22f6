"""What people fill in to have shifts in their calendar."""

from typing import Any

from django import forms

from frontline.rotation.models import Rotation

MINE = "mine"


class FeedForm(forms.Form):
    rotation = forms.ChoiceField(label="Which shifts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rotations = {str(r.pk): r for r in Rotation.objects.filter(ended_at=None)}
        choices = [(pk, f"Everybody's in {rotation.name}") for pk, rotation in self._rotations.items()]
        self.fields["rotation"].choices = [(MINE, "Mine, in all rotations"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Rotation | None:
        """The rotation; None for one's own shifts."""
        return self._rotations.get(self.cleaned_data["rotation"])
