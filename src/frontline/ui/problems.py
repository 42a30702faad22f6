"""When something went wrong: what happened, what is safe, what to do, and a reference that finds it in the logs.

None of these pages needs the database, a session or a sign-in, because any of them may be what is broken.
"""

import sys
from dataclasses import dataclass

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

log = structlog.get_logger(__name__)
RETRY_AFTER = 10  # seconds


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong, in words for the person it happened to."""

    status: int
    code: str
    title: str
    happened: str
    safe: str = ""
    to_do: str = ""
    can_retry: bool = False


BAD_REQUEST = Problem(
    400,
    "bad_request",
    "This request can't be read",
    "The browser sent something that Frontline doesn't understand.",
    "Nothing was changed.",
    "Go back, reload the page and try again.",
)
NOT_ALLOWED = Problem(
    403,
    "forbidden",
    "This isn't open to you",
    "Your sign-in is fine, but what you asked for is for other teammates, such as leads.",
    "Nothing was changed.",
    "If you need it, ask a lead of your workspace.",
)
EXPIRED = Problem(
    403,
    "csrf",
    "This page had been open for too long",
    "For your safety, forms are only taken from a page of the sign-in you have now.",
    "Nothing was changed. What you wrote is still on the page you came from.",
    "Go back, copy what you wrote, reload the page and send it again.",
)
NOT_FOUND = Problem(
    404,
    "not_found",
    "There is nothing here",
    "The address is wrong, or what it led to is not yours to see.",
    to_do="Check the address, or start from the inbox.",
)
BROKEN = Problem(
    500,
    "broken",
    "Something broke on our side",
    "Frontline ran into a mistake of its own. It has been written down with the reference below.",
    "Changes are made whole or not at all, and mail that was accepted is kept.",
    "Go back and try once more. If it happens again, tell whoever runs Frontline the reference.",
    can_retry=True,
)
DATABASE_AWAY = Problem(
    503,
    "database_away",
    "The database doesn't answer",
    "Frontline is running, but can't reach its database at the moment.",
    "Nothing was changed, nothing is lost: mail that arrives now waits at its sender and comes again.",
    "Wait a moment and try again. Whoever runs Frontline finds more with `frontline check`.",
    can_retry=True,
)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """`problem` in the form this request can use: a page, a toast for htmx, or JSON for the REST interface."""
    reference = getattr(request, "reference", "")
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {"error": {"code": problem.code, "message": problem.happened, "reference": reference}},
            status=problem.status,
        )
    elif request.headers.get("HX-Request"):
        words = render_to_string("ui/problem_toast.html", {"problem": problem, "reference": reference})
        response = HttpResponse(words, status=problem.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
    else:
        words = render_to_string(
            "ui/problem.html", {"problem": problem, "reference": reference, "path": _retry(request)}
        )
        response = HttpResponse(words, status=problem.status)
    if problem.can_retry and problem.status == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _retry(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in {"GET", "HEAD"} else ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400"""
    return answer(request, BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403"""
    return answer(request, NOT_ALLOWED)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW"""
    log.warning("csrf check failed", reason=reason)
    return answer(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404"""
    return answer(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500. Wherever the database failed (a view, the session, the sign-in), the exception ends up here."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return answer(request, DATABASE_AWAY if is_away else BROKEN)
