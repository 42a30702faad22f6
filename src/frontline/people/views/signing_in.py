"""The door."""

from allauth.account.views import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frontline.people import welcoming


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """allauth's sign-in page, unless there is nobody yet who could use it."""
    if request.method != "POST" and welcoming.is_first_visit():
        return redirect("welcome")
    answered: HttpResponse = login(request)
    return answered


def elsewhere(request: HttpRequest, **_: str) -> HttpResponse:
    """allauth's pages for managing several e-mail addresses: a teammate has one."""
    return redirect("preferences")
