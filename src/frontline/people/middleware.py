"""Who may come in, and whose clock is on the wall."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from frontline.people.models import Teammate

Handler = Callable[[HttpRequest], HttpResponse]

OPEN_TO_ALL = ("/api/", "/healthz", "/readyz", "/metrics", "/welcome", "/hooks/", "/follow/")


class SignedIn(AuthenticationMiddleware):
    """Who asks: the teammate that was read with the session, if it proves to be theirs; else whom Django finds."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]


def _user(request: HttpRequest) -> Teammate | AnonymousUser:
    return _proven(request) or get_user(request)


def _proven(request: HttpRequest) -> Teammate | None:
    """What `django.contrib.auth.get_user` checks, where all of it holds. Whatever doesn't is left to Django."""
    session = request.session
    proof = session.get(HASH_SESSION_KEY)  # reads it
    teammate: Teammate | None = getattr(session, "teammate", None)
    if (
        proof
        and teammate is not None
        and teammate.is_active
        and session.get(SESSION_KEY) == str(teammate.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(proof, teammate.get_session_auth_hash())
    ):
        return teammate
    return None


class SignInRequired(LoginRequiredMiddleware):
    """Everything needs a sign-in, but for what checks its callers itself (OPEN_TO_ALL)."""

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs):  # type: ignore[no-untyped-def]
        if request.path_info.startswith(OPEN_TO_ALL):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def local_time(get_response: Handler) -> Handler:
    """Show times in the signed-in teammate's zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = getattr(request.user, "timezone", "UTC")
        try:
            timezone.activate(zoneinfo.ZoneInfo(name))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            timezone.deactivate()
        return get_response(request)

    return middleware
