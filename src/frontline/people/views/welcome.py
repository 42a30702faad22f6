"""`/welcome`: the first visit to an empty Frontline."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Refusal
from frontline.people import welcoming
from frontline.people.forms import WelcomeForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    if not welcoming.is_first_visit():
        return redirect("account_login")
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lead = welcoming.welcome(welcoming.Welcome(**form.cleaned_data))
        except welcoming.AlreadyWelcomed:
            return redirect("account_login")
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            login(request, lead, backend=BACKEND)
            return redirect("/")
    return render(request, "people/welcome.html", {"form": form}, status=422 if form.errors else 200)
