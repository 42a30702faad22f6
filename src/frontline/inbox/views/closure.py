"""Closing, and opening again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.closing import close
from frontline.inbox.reopening import reopen
from frontline.inbox.views import answers
from frontline.inbox.views.me import me


@require_POST
def create(request: HttpRequest, number: int) -> HttpResponse:
    """Close it, and go on to the next."""
    conversation = conversation_visible_to(me(request), number)
    close(conversation, by=me(request))
    return answers.go_on(request, conversation, f"Closed #{number}.", f"reopen {number}")


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Open it again."""
    conversation = conversation_visible_to(me(request), number)
    reopen(conversation, by=me(request))
    return answers.done(request, conversation, f"#{number} is open again.")
