"""Putting a conversation off, and taking it back."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontline.inbox import putting_off, snoozing
from frontline.inbox.access import conversation_visible_to
from frontline.inbox.models import Conversation
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.snoozes import offered
from frontline.inbox.views.where import where
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.ui.times import by_then


class SnoozeForm(forms.Form):
    until = forms.CharField(max_length=64, required=False)
    at = forms.CharField(max_length=32, required=False)
    why = forms.CharField(required=False)
    is_theirs = forms.BooleanField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, number: int) -> HttpResponse:
    """GET: until when to choose from, for a browser without scripts. POST: put it off, and go on to the next."""
    conversation = conversation_visible_to(me(request), number)
    if request.method != "POST":
        return _page(request, conversation)
    try:
        form = SnoozeForm(request.POST)
        given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
        until = _until(given)
        snoozing.snooze(conversation, until, why=given["why"], is_theirs=given["is_theirs"], by=me(request))
    except Refusal as refusal:
        return _page(request, conversation, trouble=refusal.sentence, status=refusal.status)
    say = f"Snoozed #{number} until {by_then(until, clock.now())}."
    return answers.go_on(request, conversation, say, f"wake {number}")


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Back into the queue, now."""
    conversation = conversation_visible_to(me(request), number)
    snoozing.wake(conversation, by=me(request))
    return answers.done(request, conversation, f"#{number} is back in the queue.")


def _until(given: dict[str, Any]) -> datetime:
    if given.get("until") == "at":
        try:
            local = datetime.fromisoformat(given["at"])
        except ValueError:
            local = None
        if local is None or local.tzinfo is not None or not 1971 < local.year < 2190:
            raise Invalid("Say until when: a date and a time, such as 2026-03-09 09:00.")
        return putting_off.local_instant(local, timezone.get_current_timezone_name())
    found = putting_off.chosen(given.get("until", ""), clock.now())
    if found is None:
        raise Invalid("Say until when.")
    return found


def _page(
    request: HttpRequest, conversation: Conversation, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "conversation": conversation,
        "where": where(request),
        "trouble": trouble,
        "given": request.POST,
        "now": clock.now(),
        "snooze": offered(conversation),
    }
    return show(request, "inbox/snooze_page.html", context, status=status)
