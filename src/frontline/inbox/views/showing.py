"""One conversation on screen: its page, and the parts of it that change."""

from typing import Any

from django.contrib import messages as words
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from frontline.inbox.access import category_names
from frontline.inbox.channel import registered
from frontline.inbox.models import Conversation, Message, Participant
from frontline.inbox.time_left import promise_of, teller
from frontline.inbox.timeline import Timeline, timeline
from frontline.inbox.views import entries
from frontline.inbox.views.column import column
from frontline.inbox.views.composer import Composer, Mode, composer
from frontline.inbox.views.customer import side
from frontline.inbox.views.pages import show
from frontline.inbox.views.snoozes import offered
from frontline.inbox.views.where import where
from frontline.kernel import clock
from frontline.people.models import Teammate


def page(
    request: HttpRequest, conversation: Conversation, *, writing: Composer | None = None, status: int = 200
) -> HttpResponse:
    """The whole page: the list it was opened from, the timeline, the composer, the customer."""
    context = parts(request, conversation, writing=writing)
    context["column"] = column(request, context["where"], current=conversation.number)
    context["side"] = side(conversation, context["line"].entries, context["participants"])
    context["snooze"] = offered(conversation) if conversation.is_open else None
    context["teammates"] = Teammate.objects.raw(
        "SELECT id, name, email FROM people_teammate WHERE is_active ORDER BY name"
    )
    return show(request, "inbox/conversation.html", context, status=status)


def changed(
    request: HttpRequest, conversation: Conversation, *, empties: Mode | None = None, **more: Any
) -> HttpResponse:
    """The parts that what was just done, or happened, may have changed; `empties` also empties the composer."""
    context = parts(request, conversation, empties=empties)
    return show(request, "inbox/changed.html", {**context, "renews_composer": bool(empties), **more})


def parts(
    request: HttpRequest,
    conversation: Conversation,
    *,
    writing: Composer | None = None,
    empties: Mode | None = None,
) -> dict[str, Any]:
    """What the timeline, the bar and the composer show."""
    before = request.GET.get("before") if request.method in {"GET", "HEAD"} else None
    line = timeline(conversation, before=before)
    if writing is None:
        seen = newest(conversation, line, is_latest=not before)
        writing = Composer(seen, empties) if empties else composer(request, conversation, seen)
    return {
        "conversation": conversation,
        "where": where(request),
        "line": line,
        "categories": category_names(conversation),
        "is_latest": not before,
        "days": entries.days(line.entries),
        "show": entries,
        "now": clock.now(),
        "left": teller()(promise_of(conversation)) if conversation.is_open else "",
        "channels": {each.key: each.label for each in registered()},
        "participants": list(
            Participant.objects.raw(
                "SELECT * FROM inbox_participant WHERE conversation_id = %s ORDER BY id", [conversation.pk]
            )
        ),
        "composer": writing,
    }


def newest(conversation: Conversation, line: Timeline, *, is_latest: bool) -> int:
    """The id of the newest message that the reader has before them."""
    if is_latest:
        return max((e.id for e in line.entries if e.kind == "message"), default=0)
    return Message.objects.filter(conversation=conversation).aggregate(last=Max("id"))["last"] or 0


def address(request: HttpRequest, conversation: Conversation) -> str:
    """The page of the conversation, within the list that this request came from."""
    return reverse("conversation", args=[conversation.number]) + where(request).query


def back(request: HttpRequest, conversation: Conversation, say: str = "", tags: str = "") -> HttpResponse:
    """To the conversation's page, with a word on what was done. `tags` names what can be taken back ("undo 12")."""
    if say:
        words.info(request, say, extra_tags=tags)
    return redirect(address(request, conversation))
