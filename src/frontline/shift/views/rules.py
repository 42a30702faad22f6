"""`/shift/rules`: what counts on everybody's page. For leads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontline.inbox.views.me import me
from frontline.people.views.teammates import for_leads
from frontline.rotation.plan.current import current
from frontline.shift.forms import RulesForm, initial_of
from frontline.shift.rules import choose, rules


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def edit(request: HttpRequest) -> HttpResponse:
    form = RulesForm(request.POST or None, initial=initial_of(rules(current())))
    if request.method == "POST" and form.is_valid():
        choose(**form.terms(), by=me(request))
        messages.success(request, "Saved.")
        return redirect("my-shift")
    return render(request, "shift/rules.html", {"form": form}, status=422 if form.errors else 200)
