"""Writing to a customer first."""

import secrets

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frontline.inbox.forms import StartForm
from frontline.inbox.starting import start
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.kernel.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: open the conversation, and go there."""
    if request.method != "POST":
        initial = {"address": request.GET.get("to", ""), "submission": secrets.token_urlsafe(16)}
        return _form(request, StartForm(initial=initial))
    form = StartForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form)
    given = form.cleaned_data
    try:
        conversation = start(
            given["address"],
            given["name"],
            given["subject"],
            given["text"],
            attachments=given["attachments"],
            submission=given["submission"],
            by=me(request),
        )
    except Refusal as refusal:
        return _form(request, form, trouble=refusal.sentence)
    message = conversation.messages.order_by("-pk").first()
    words.info(request, "Sent.", extra_tags=f"undo {message.pk}" if message else "")
    return redirect("conversation", number=conversation.number)


def _form(request: HttpRequest, form: StartForm, *, trouble: str = "") -> HttpResponse:
    status = 422 if form.is_bound else 200
    return show(request, "inbox/new.html", {"form": form, "trouble": trouble}, status=status)
