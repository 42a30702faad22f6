"""The outermost layer: answers the probes before anything that could be broken, and times everything else."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from frontline.config.selfcheck import probes

Handler = Callable[[HttpRequest], HttpResponse]

PROBES: dict[str, Handler] = {
    "/healthz": probes.healthz,
    "/readyz": probes.readyz,
    "/metrics": probes.metrics,
}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def probed(get_response: Handler) -> Handler:
    """Answer /healthz, /readyz and /metrics here: no host check, session, or redirect can stand in their way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = probe(request)
        add_never_cache_headers(response)
        return response

    return middleware


def timed(get_response: Handler) -> Handler:
    """Measure every request, by the pattern it matched: addresses themselves would be without number."""
    from frontline.config.selfcheck.metrics import request_seconds

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        method = request.method if request.method in _METHODS else "other"
        route = request.resolver_match.route if request.resolver_match else "(none)"
        request_seconds.labels(method, route, response.status_code).observe(time.perf_counter() - began)
        return response

    return middleware
