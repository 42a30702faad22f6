"""`/teammates`: who belongs to the workspace. For leads."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontline.kernel.refusal import Absent
from frontline.people.adding import AddressTaken, add_teammate
from frontline.people.deactivating import deactivate, reactivate
from frontline.people.forms import TeammateForm
from frontline.people.inviting import invite, mails
from frontline.people.models import Teammate


def for_leads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only leads come further; others are answered 403."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if not getattr(request.user, "is_lead", False):
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded


def _teammate(pk: int) -> Teammate:
    found = Teammate.objects.select_related("team").filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such teammate.")
    return found


@require_safe
@for_leads
def teammates(request: HttpRequest) -> HttpResponse:
    everyone = Teammate.objects.select_related("team").order_by("-is_active", "name", "pk")
    return render(request, "people/teammates.html", {"teammates": everyone})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def new_teammate(request: HttpRequest) -> HttpResponse:
    """The form, and after it the link to pass on: shown in the answer itself, so that it is kept nowhere."""
    form = TeammateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lead = cast("Teammate", request.user)
        try:
            added = add_teammate(**form.cleaned_data, by=lead)
        except AddressTaken as refusal:
            form.add_error("email", refusal.sentence)
        else:
            return _invitation(request, added)
    return render(request, "people/new_teammate.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
@for_leads
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link, for somebody who lost the first or forgot their password."""
    teammate = _teammate(pk)
    if not teammate.is_active:
        raise Absent("This teammate is deactivated: activate them first.")
    return _invitation(request, teammate)


def _invitation(request: HttpRequest, teammate: Teammate) -> HttpResponse:
    link = invite(teammate, by=cast("Teammate", request.user))
    return render(
        request, "people/invitation.html", {"teammate": teammate, "link": link, "is_mailed": mails()}
    )


@require_POST
@for_leads
def deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    deactivate(_teammate(pk), by=cast("Teammate", request.user))
    return redirect("teammates")


@require_POST
@for_leads
def activation(request: HttpRequest, pk: int) -> HttpResponse:
    reactivate(_teammate(pk), by=cast("Teammate", request.user))
    return redirect("teammates")
