"""The fields of a derived rotation: the usual ones in words, or an expression of docs/rotation.md."""

import json
from typing import Any

from django import forms

from frontline.people.models import Team
from frontline.rotation.models import Rotation

USUAL = (
    (
        "secondary",
        "The secondary of a team",
        "The hero while the hero is of the team, else the team's own; if the hero is its primary, the next one.",
    ),
    ("next", "The next one", "Who comes after those who are on, in the order of a rotation."),
    ("fallback", "The first who has anybody", "One rotation, and another where nobody is on in it."),
    ("team_of", "The team of whoever is on", "Everybody of the teams of those who are on."),
    ("own", "An expression of your own", "JSON, in the form that the documentation describes."),
)
FIELDS = {
    "secondary": ("of_team", "hero", "primary", "own_rotation"),
    "next": ("next_in",),
    "fallback": ("first", "second", "third"),
    "team_of": ("team_of",),
    "own": ("expression",),
}


class RotationChoice(forms.ChoiceField):
    """The name of a rotation that stands; `with_turns`: of those with an order of their own only."""

    def __init__(
        self, label: str, *, with_turns: bool = False, empty: str = "Choose…", **options: Any
    ) -> None:
        super().__init__(label=label, required=False, choices=lambda: _names(with_turns, empty), **options)


def _names(with_turns: bool, empty: str) -> list[tuple[str, str]]:
    standing = Rotation.objects.filter(ended_at=None)
    if with_turns:
        standing = standing.filter(expression__isnull=True)
    return [("", empty), *((name, name) for name in standing.values_list("name", flat=True))]


class DeriveForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label="Team", required=False, empty_label="No team: everybody's"
    )
    how = forms.ChoiceField(label="Who is on", choices=[(key, words) for key, words, _ in USUAL])
    of_team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label="Of the team", required=False, empty_label="Choose…"
    )
    hero = RotationChoice("The hero is in")
    primary = RotationChoice("The team's primary", with_turns=True)
    own_rotation = RotationChoice("The team's own", empty="The next one of the primary")
    next_in = RotationChoice("In the order of", with_turns=True)
    first = RotationChoice("First")
    second = RotationChoice("else")
    third = RotationChoice("else", empty="nobody")
    team_of = RotationChoice("Whoever is on in")
    expression = forms.CharField(
        label="Expression (JSON)",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "class": "code"}),
        help_text='Such as {"except": ["Primary", "Hero"]}.',
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in FIELDS.get(said.get("how", ""), ()):
            if not said.get(name) and name not in {"own_rotation", "third"} and name not in self.errors:
                self.add_error(name, "This is needed.")
        if said.get("how") == "own" and said.get("expression"):
            try:
                said["parsed"] = json.loads(said["expression"])
            except (ValueError, RecursionError) as error:
                self.add_error("expression", f"This is not JSON: {error}.")
        return said

    def expressed(self) -> Any:
        """The expression that a valid form means."""
        said = self.cleaned_data
        match said["how"]:
            case "secondary":
                inner = {"team": said["of_team"].name, "hero": said["hero"], "primary": said["primary"]}
                return {"secondary": inner | ({"own": said["own_rotation"]} if said["own_rotation"] else {})}
            case "next":
                return {"next": said["next_in"]}
            case "fallback":
                return {"fallback": [said[name] for name in ("first", "second", "third") if said[name]]}
            case "team_of":
                return {"team_of": said["team_of"]}
        return said["parsed"]

    def blame(self, sentence: str) -> None:
        """Show why the expression is refused where it stands, or beside the choice if it was made of fields."""
        self.add_error("expression" if self.cleaned_data.get("how") == "own" else "how", sentence)
