"""What people send from the inbox's pages. What the text itself must be, the verbs say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from frontline.inbox.channel import InboundAttachment
from frontline.inbox.models import Category
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid
from frontline.people.erasing import WHYS
from frontline.people.models import Product, Teammate

_KEY = 64
_GONE = "One of these categories is gone: look at the list again."


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as attachments."""

    widget = SeveralFiles

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_empty_file=True, max_length=255, **options)

    def clean(self, data: Any, initial: Any = None) -> list[InboundAttachment]:
        given: Sequence[UploadedFile[Any]] = (
            data if isinstance(data, list | tuple) else [data] if data else []
        )
        return [_attachment(super(FilesField, self).clean(file, initial)) for file in given]


def _attachment(file: UploadedFile[Any]) -> InboundAttachment:
    name = storable(PurePath(file.name or "").name) or "file"
    return InboundAttachment(name, file.content_type or "application/octet-stream", file.read())


class NoteForm(forms.Form):
    text = forms.CharField(required=False, strip=False)
    attachments = FilesField()
    submission = forms.CharField(required=False, max_length=_KEY)


class ReplyForm(NoteForm):
    seen = forms.IntegerField(required=False, min_value=0)


class AssignForm(forms.Form):
    """To a teammate, or, left empty, to nobody."""

    teammate = forms.ModelChoiceField(
        Teammate.objects.filter(is_active=True),
        required=False,
        error_messages={"invalid_choice": "That teammate is no longer active here: choose somebody else."},
    )


class SeveralNames(forms.Field):
    """Any number of names of categories that may not be there yet; empty ones don't count."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        return [name for name in value or () if name.strip()]


class CategoriesForm(forms.Form):
    """Those it is to be in: `category`, and by name `new`. `was`: those that the form showed as chosen."""

    category = forms.ModelMultipleChoiceField(Category.objects.all(), required=False)
    was = forms.ModelMultipleChoiceField(Category.objects.all(), required=False)
    new = SeveralNames(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in ("category", "was"):
            self.fields[name].error_messages["invalid_choice"] = _GONE


class CategoryForm(forms.Form):
    name = forms.CharField(label="Name", max_length=60)


class OtherCategoryForm(forms.Form):
    other = forms.ModelChoiceField(
        Category.objects.all(), required=False, error_messages={"invalid_choice": _GONE}
    )


class ProductForm(forms.Form):
    """A product, or, left empty, none."""

    product = forms.ModelChoiceField(
        Product.objects.all(),
        required=False,
        error_messages={"invalid_choice": "There is no such product any more: choose another."},
    )


class ErasureForm(forms.Form):
    why = forms.ChoiceField(choices=[(why, why) for why in WHYS])
    sure = forms.BooleanField(error_messages={"required": "Say that you have read what goes."})


class MergeForm(forms.Form):
    """Into number `into`, written as 1042 or #1042."""

    into = forms.RegexField(
        r"^\s*#?\d{1,18}\s*$",
        error_messages={
            "invalid": "Give the number of a conversation, such as #1042.",
            "required": "Give the number of a conversation, such as #1042.",
        },
    )
    across = forms.BooleanField(required=False)

    def clean_into(self) -> int:
        return int(str(self.cleaned_data["into"]).strip().lstrip("#"))


class StartForm(NoteForm):
    address = forms.EmailField(label="To", max_length=254)
    name = forms.CharField(label="Their name", required=False, max_length=160)
    subject = forms.CharField(max_length=255)
    text = forms.CharField(
        label="Message", strip=False, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )
    submission = forms.CharField(required=False, max_length=_KEY, widget=forms.HiddenInput)
    field_order = ("address", "name", "subject", "text", "attachments", "submission")


def checked(form: forms.Form) -> dict[str, Any]:
    """The form's values. Raises Invalid with the first thing that is wrong."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    label = "" if name == "__all__" else f"{(form.fields[name].label or name).capitalize()}: "
    raise Invalid(f"{label}{errors[0]}")
