"""`/preferences`: what a teammate says about themselves."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontline.people.forms import PreferencesForm
from frontline.people.models import Teammate
from frontline.people.preferring import prefer


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    teammate = cast("Teammate", request.user)
    now = {key: getattr(teammate, key) for key in ("name", "timezone", "country", "signature")}
    form = PreferencesForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        prefer(teammate, **form.cleaned_data, by=teammate)
        messages.success(request, "Saved.")
        return redirect("preferences")
    return render(request, "people/preferences.html", {"form": form}, status=422 if form.errors else 200)
