"""What machines ask: /healthz (alive), /readyz (may traffic come), /metrics. No sign-in, no session.

/metrics tells how much a team has to do, so it is not for everyone: with FRONTLINE_METRICS_TOKEN set, only for whoever
presents it (Authorization: Bearer ...); without, only for this machine itself, and not through a proxy on it.
"""

import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from frontline.config.selfcheck.examining import READINESS, examine, worst
from frontline.config.selfcheck.finding import State

_TOLD_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a restart is only tried where it can help."""
    return HttpResponse("alive\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and workers; 503 if one of them is broken."""
    findings = examine(READINESS)
    is_ready = worst(findings) < State.BAD
    checks = {f.name.lower(): {"state": f.state.name.lower(), "sentence": f.sentence} for f in findings}
    return JsonResponse({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Everything in Prometheus' text format."""
    if settings.METRICS_TOKEN:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(
            given.strip().encode("utf-8", "replace"), settings.METRICS_TOKEN.encode()
        ):
            answer = HttpResponse("Present FRONTLINE_METRICS_TOKEN as a bearer token.\n", status=401)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
    elif not _is_from_here(request):
        sentence = "Metrics are only for this machine; set FRONTLINE_METRICS_TOKEN to ask from another.\n"
        return HttpResponse(sentence, status=403)
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    from frontline.config.selfcheck.metrics import registry

    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_from_here(request: HttpRequest) -> bool:
    if any(header in request.META for header in _TOLD_BY_PROXIES):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
