"""The self-check page for teammates, and what can be mended from it."""

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline import __version__
from frontline.config.selfcheck import mending
from frontline.config.selfcheck.amounts import counted
from frontline.config.selfcheck.examining import examine, worst
from frontline.inbox.models import Dispatch, Intake
from frontline.inbox.replaying import replay
from frontline.inbox.retrying import retry
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """How Frontline itself is. Shown alone, without the places, if the database is too broken for these."""
    findings = examine()
    shown = {
        "findings": findings,
        "worst": worst(findings),
        "intakes": mending.failed_intakes(),
        "dispatches": mending.failed_dispatches(),
        "limit": mending.SHOWN,
        "version": __version__,
    }
    try:
        with transaction.atomic():
            return render(request, "config/status.html", shown)
    except DatabaseError:
        return render(request, "config/status_alone.html", shown)


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """What arrived, byte for byte, only ever as a download."""
    intake = _intake(pk)
    answer = HttpResponse(bytes(intake.raw), content_type="application/octet-stream")
    ending = "eml" if intake.channel == "email" else "raw"
    answer["Content-Disposition"] = f'attachment; filename="intake-{intake.pk}.{ending}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def replays(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one failed intake again."""
    replay(_intake(pk), by=me(request))
    messages.success(request, f"Intake {pk} is being read again.")
    return redirect("status")


@require_POST
def all_replays(request: HttpRequest) -> HttpResponse:
    """Read every failed intake again."""
    number = mending.replay_all(by=me(request))
    messages.success(request, f"{counted(number, 'arrival')} to be read again.")
    return redirect("status")


@require_POST
def retries(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one failed dispatch again."""
    dispatch = Dispatch.objects.filter(pk=pk).first()
    if dispatch is None:
        raise Absent(f"There is no dispatch {pk}.")
    retry(dispatch, by=me(request))
    messages.success(request, f"The mail to {dispatch.address} is on its way again.")
    return redirect("status")


def _intake(pk: int) -> Intake:
    intake = Intake.objects.filter(pk=pk).first()
    if intake is None:
        raise Absent(f"There is no intake {pk}.")
    return intake
