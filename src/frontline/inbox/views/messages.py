"""Replies: sent, taken back, and what a message looked like as it came."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox import undoing
from frontline.inbox.access import conversation_visible_to
from frontline.inbox.closing import close
from frontline.inbox.forms import ReplyForm, checked
from frontline.inbox.models import Conversation, Message
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.views import answers, showing
from frontline.inbox.views.composer import return_draft
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent, Refusal


@require_POST
def create(request: HttpRequest, number: int) -> HttpResponse:
    """Reply; with `then=close`, close it too."""
    conversation = conversation_visible_to(me(request), number)
    form = ReplyForm(request.POST, request.FILES)
    try:
        given = checked(form)
        message = reply(
            conversation,
            given["text"],
            attachments=given["attachments"],
            seen=given["seen"],
            submission=given["submission"],
            by=me(request),
        )
    except Refusal as refusal:
        return answers.not_taken(request, conversation, "reply", refusal)
    if request.POST.get("then") == "close":
        close(conversation, by=me(request))
        return answers.go_on(request, conversation, f"Sent, and closed #{number}.", f"undo {message.pk}")
    return answers.taken(request, _now(message.conversation, conversation), "Sent.", f"undo {message.pk}")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reply back; its text returns into the composer."""
    message = _message(request, pk)
    conversation = message.conversation
    text = undoing.undo(message, by=me(request))
    # Whoever sent and closed in one go has said nothing to the customer now.
    reopen(conversation, why="the reply was taken back", by=me(request))
    return_draft(request, conversation, text)
    return showing.back(
        request, conversation, "Not sent. The text is back in the composer; files need attaching again."
    )


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The raw mail as it came, to download."""
    message = _message(request, pk)
    if message.intake is None:
        raise Absent("This message did not arrive from outside, so there is no source to show.")
    response = HttpResponse(bytes(message.intake.raw), content_type="message/rfc822")
    response["Content-Disposition"] = (
        f'attachment; filename="conversation-{message.conversation_id}-{pk}.eml"'
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _now(fresh: Conversation, before: Conversation) -> Conversation:
    """`fresh`, without asking again who it belongs to and what it is about, which a reply does not change."""
    if fresh.assignee_id == before.assignee_id:
        fresh.assignee = before.assignee
    if fresh.product_id == before.product_id:
        fresh.product = before.product
    vars(fresh)["category_names"] = vars(before).get("category_names")
    return fresh


def _message(request: HttpRequest, pk: int) -> Message:
    found = Message.objects.filter(pk=pk).select_related("intake").first()
    if found is None:
        raise Absent("There is no such message here. If it was a reply, it may have been taken back already.")
    found.conversation = _conversation(request, found.conversation_id)
    return found


def _conversation(request: HttpRequest, number: int) -> Conversation:
    return conversation_visible_to(me(request), number)
