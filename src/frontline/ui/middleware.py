"""Middleware that every page passes."""

import secrets
from collections.abc import Callable
from typing import Protocol, runtime_checkable

import structlog
from django.http import HttpRequest, HttpResponse

from frontline.ui import problems

Handler = Callable[[HttpRequest], HttpResponse]


def reference(get_response: Handler) -> Handler:
    """Give each request a short reference, shown on error pages and in every log line, so that one finds the other."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(reference=request.reference)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Reference"] = request.reference  # type: ignore[attr-defined]
        return response

    return middleware


@runtime_checkable
class SaysWhy(Protocol):
    """An exception that carries a sentence for a person: the typed refusals of kernel/refusal.py."""

    sentence: str
    code: str
    status: int


class Refusals:
    """Turns a refusal that a view let through into its sentence, as a page, a toast or JSON."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SaysWhy):
            return None
        title = "There is nothing here" if exception.status == 404 else "That can't be done"
        return problems.answer(
            request,
            problems.Problem(
                exception.status, exception.code, title, exception.sentence, "Nothing was changed."
            ),
        )
