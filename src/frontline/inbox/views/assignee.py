"""Whose conversation it is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from frontline.inbox import assigning
from frontline.inbox.access import conversation_visible_to
from frontline.inbox.forms import AssignForm, checked
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import where
from frontline.people.models import Teammate


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, number: int) -> HttpResponse:
    """GET: whom to choose from, for a browser without scripts. POST: give it to `teammate`, or to nobody."""
    conversation = conversation_visible_to(me(request), number)
    if request.method != "POST":
        context = {
            "conversation": conversation,
            "where": where(request),
            "teammates": Teammate.objects.filter(is_active=True).only("name", "email").order_by("name"),
        }
        return show(request, "inbox/assign_page.html", context)
    to = checked(AssignForm(request.POST))["teammate"]
    assigning.assign(conversation, to, by=me(request))
    return answers.done(request, conversation, _said(to, me(request)))


def _said(to: Teammate | None, who: Teammate) -> str:
    if to is None:
        return "Left to nobody: it stands under Unassigned."
    return "It is yours." if to == who else f"Assigned to {to.name}."
