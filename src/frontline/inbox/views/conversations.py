"""A conversation to read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.locking import standing
from frontline.inbox.views import merger, pages, showing
from frontline.inbox.views.me import me


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The page of one conversation, or what of it stands beside the list; of one that was merged, the other's."""
    conversation = conversation_visible_to(me(request), number)
    if request.headers.get("HX-Target") == "main":
        # A word on the way goes with a whole page: the script asks for that one then.
        return (
            HttpResponse(status=409) if conversation.merged_into_id else showing.opened(request, conversation)
        )
    if conversation.merged_into_id:
        return merger.moved(request, conversation, standing(conversation.merged_into_id))
    return showing.page(request, conversation)


@require_safe
def entries(request: HttpRequest, number: int) -> HttpResponse:
    """The last entries and the bar above them, as they are now; or the entries before a cursor (`?before=`)."""
    conversation = conversation_visible_to(me(request), number)
    if request.GET.get("before"):
        return pages.show(request, "inbox/entries.html", showing.parts(request, conversation))
    return showing.changed(request, conversation)
