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
from frontline.inbox.timeline import Timeline, asking
from frontline.inbox.views import entries
from frontline.inbox.views.column import columning
from frontline.inbox.views.composer import Composer, Mode, composer
from frontline.inbox.views.customer import side, siding
from frontline.inbox.views.pages import show
from frontline.inbox.views.snoozes import offered
from frontline.inbox.views.where import where
from frontline.kernel import clock
from frontline.kernel.asking import Asking, alone, both, together
from frontline.kernel.reading import columns, made
from frontline.people.models import CustomerAddress, Teammate

_PARTICIPANTS = f"SELECT {columns(Participant)} FROM inbox_participant WHERE conversation_id = %s ORDER BY id"  # noqa: S608


def page(
    request: HttpRequest, conversation: Conversation, *, writing: Composer | None = None, status: int = 200
) -> HttpResponse:
    """The whole page: the list it was opened from, the timeline, the composer, the customer."""
    its_column = columning(request, where(request), current=conversation.number)
    found, others, people, its = together(
        _finding(request, conversation), siding(conversation), _teammates(), its_column
    )
    context = _around(_shown(request, conversation, *found, writing=writing), *others)
    context |= {"teammates": people, "column": its}
    return show(request, "inbox/conversation.html", context, status=status)


def opened(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """What stands beside the list when one goes from conversation to conversation: the list stays on the page."""
    found, others, people = together(_finding(request, conversation), siding(conversation), _teammates())
    context = _around(_shown(request, conversation, *found), *others)
    return show(request, "inbox/opened.html", {**context, "teammates": people})


def _around(
    context: dict[str, Any], others: list[Conversation], addresses: list[CustomerAddress]
) -> dict[str, Any]:
    conversation = context["conversation"]
    context["side"] = side(conversation, context["line"].entries, context["participants"], others, addresses)
    context["snooze"] = offered(conversation) if conversation.is_open else None
    return context


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
    found = alone(_finding(request, conversation))
    return _shown(request, conversation, *found, writing=writing, empties=empties)


def _before(request: HttpRequest) -> str | None:
    return request.GET.get("before") if request.method in {"GET", "HEAD"} else None


def _finding(request: HttpRequest, conversation: Conversation) -> Asking[tuple[Timeline, list[Participant]]]:
    line, participants = yield from both(
        asking(conversation, before=_before(request)), _participants(conversation)
    )
    return line, participants


def _participants(conversation: Conversation) -> Asking[list[Participant]]:
    (found,) = yield [(_PARTICIPANTS, [conversation.pk])]
    return [made(Participant, row) for row in found]


def _teammates() -> Asking[list[Teammate]]:
    (found,) = yield [("SELECT id, name, email FROM people_teammate WHERE is_active ORDER BY name", [])]
    return [Teammate(pk=pk, name=name, email=email) for pk, name, email in found]


def _shown(
    request: HttpRequest,
    conversation: Conversation,
    line: Timeline,
    participants: list[Participant],
    *,
    writing: Composer | None = None,
    empties: Mode | None = None,
) -> dict[str, Any]:
    before = _before(request)
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
        "participants": participants,
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
