"""What an action answers: to the page's script the parts that changed, else the page to go to."""

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from frontline.inbox.access import conversation_visible_to, conversations_visible_to
from frontline.inbox.models import Conversation
from frontline.inbox.views import composer as composing
from frontline.inbox.views import showing
from frontline.inbox.views.composer import Mode
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import where
from frontline.kernel.refusal import Refusal


def is_script(request: HttpRequest) -> bool:
    """Whether htmx asks, and takes a fragment."""
    return request.headers.get("HX-Request") == "true"


def taken(
    request: HttpRequest, conversation: Conversation, say: str, tags: str = "", mode: Mode = "reply"
) -> HttpResponse:
    """What was written is stored: the page again, or its changed parts with an empty composer and a toast.

    `conversation` is as it is after that.
    """
    if not is_script(request):
        return showing.back(request, conversation, say, tags)
    return showing.changed(request, conversation, empties=mode, say=say, tags=tags)


def done(request: HttpRequest, conversation: Conversation, say: str = "", tags: str = "") -> HttpResponse:
    """Something about the conversation changed; the composer keeps what is in it."""
    if not is_script(request):
        return showing.back(request, conversation, say, tags)
    return showing.changed(
        request, conversation_visible_to(me(request), conversation.number), say=say, tags=tags
    )


def not_taken(request: HttpRequest, conversation: Conversation, mode: Mode, refusal: Refusal) -> HttpResponse:
    """The composer keeps what was written, and says why it was not taken. Files stay chosen only with the script."""
    writing = composing.refused(
        mode,
        request.POST.get("text", ""),
        refusal,
        seen=_whole(request.POST.get("seen", "")),
        key=request.POST.get("submission", ""),
    )
    if not is_script(request):
        return showing.page(request, conversation, writing=writing, status=refusal.status)
    response = show(
        request,
        "inbox/trouble.html",
        {"composer": writing, "conversation": conversation, "oob": True},
        status=refusal.status,
    )
    response["HX-Retarget"], response["HX-Reswap"] = f"#{mode}-trouble", "innerHTML"
    return response


def go_on(request: HttpRequest, conversation: Conversation, say: str, tags: str) -> HttpResponse:
    """After closing: to the list's next conversation, which the page's script names, or to the list."""
    words.info(request, say, extra_tags=tags)
    here, following = where(request), _whole(request.POST.get("next", ""))
    address = here.address
    if following and conversations_visible_to(me(request)).filter(pk=following).exists():
        address = reverse("conversation", args=[following]) + here.query
    if not is_script(request):
        return redirect(address)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
