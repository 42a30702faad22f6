"""Notes, for teammates only."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.forms import NoteForm, checked
from frontline.inbox.noting import note
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Refusal


@require_POST
def create(request: HttpRequest, number: int) -> HttpResponse:
    """Add a note."""
    conversation = conversation_visible_to(me(request), number)
    form = NoteForm(request.POST, request.FILES)
    try:
        given = checked(form)
        written = note(
            conversation,
            given["text"],
            attachments=given["attachments"],
            submission=given["submission"],
            by=me(request),
        )
    except Refusal as refusal:
        return answers.not_taken(request, conversation, "note", refusal)
    return answers.taken(request, written.conversation, "Note added.", mode="note")
