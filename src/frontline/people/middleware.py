"""Who may come in, and whose clock is on the wall."""

import zoneinfo
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Handler = Callable[[HttpRequest], HttpResponse]

OPEN_TO_ALL = ("/api/", "/healthz", "/readyz", "/metrics", "/welcome", "/hooks/", "/follow/")


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
