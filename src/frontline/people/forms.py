"""What people fill in about themselves and each other."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from frontline.people import countries, timezones
from frontline.people.models import Role, Team, Teammate


class WelcomeForm(forms.Form):
    """The first visit."""

    workspace = forms.CharField(label="Your company or product", max_length=80)
    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="A password",
        strip=False,
        max_length=200,
        help_text="At least 10 characters, and not a common one.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    support_address = forms.EmailField(
        label="The address customers write to",
        max_length=254,
        help_text="Such as support@example.com. You can send mail to it from this machine right away.",
    )
    timezone = forms.CharField(required=False, widget=forms.HiddenInput({"data-browser-zone": True}))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_support_address(self) -> str:
        return str(self.cleaned_data["support_address"]).lower()

    def clean_timezone(self) -> str:
        return timezones.known(self.cleaned_data["timezone"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password"):
            person = Teammate(email=said.get("email", ""), name=said.get("name", ""))
            try:
                password_validation.validate_password(said["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        if said.get("email") and said.get("email") == said.get("support_address"):
            self.add_error("support_address", "Customers need an address of their own, not yours.")
        return said


class ProductForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"),
        label="The team that owns it",
        required=False,
        empty_label="no team",
    )


class PreferencesForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120, help_text="Customers see it on your replies.")
    timezone = forms.ChoiceField(label="Time zone", help_text="All times are shown in it.")
    country = forms.ChoiceField(
        label="Public holidays of",
        required=False,
        help_text="Shifts on one are seen beforehand, so that somebody else can take them.",
    )
    signature = forms.CharField(
        label="Signature",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Markdown, put under each of your replies.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = [(n, n.replace("_", " ")) for n in timezones.names()]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", "Nowhere yet"), *countries.names().items()]  # type: ignore[attr-defined]


class TeammateForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(label="Role", choices=Role.choices, initial=Role.SUPPORT)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label="Team", required=False, empty_label="No team yet"
    )
