"""Spam, and what was none."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.spam import mark_spam, unmark_spam
from frontline.inbox.views import answers
from frontline.inbox.views.me import me


@require_POST
def create(request: HttpRequest, number: int) -> HttpResponse:
    """Close it as spam, and go on to the next."""
    conversation = conversation_visible_to(me(request), number)
    mark_spam(conversation, by=me(request))
    return answers.go_on(request, conversation, f"#{number} is spam, and closed.", f"unspam {number}")


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """It was none: open it again."""
    conversation = conversation_visible_to(me(request), number)
    unmark_spam(conversation, by=me(request))
    return answers.done(request, conversation, f"#{number} is no spam, and open again.")
