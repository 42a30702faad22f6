"""Rendering the inbox's templates."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FILES_SHARE = 0.7  # of a mail's size: base64 adds a third


def undo_seconds() -> int:
    """How long a reply can be taken back."""
    return int(settings.UNDO_FOR.total_seconds())


def mail_limit() -> int:
    """How many bytes the files of one mail may have together."""
    return int(settings.MAIL_SIZE_LIMIT * FILES_SHARE)


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template with its context, and what every template of the inbox may use."""
    known = {
        "undo_seconds": undo_seconds,
        "mail_limit": mail_limit,
    }
    return render(request, template, {**known, **context}, status=status)
