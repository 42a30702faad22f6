"""How a conversation's clocks came to what they say: where a click on the time left leads."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.clocks.durations import exactly
from frontline.inbox.clocks.explaining import explain
from frontline.inbox.views import pages
from frontline.inbox.views.me import me
from frontline.inbox.views.where import where
from frontline.kernel import clock


@require_safe
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Every clock, stretch by stretch; those that run first, by what is due next."""
    conversation = conversation_visible_to(me(request), number)
    found = explain(conversation, clock.now())
    running = [each for each in found if each.clock.stopped_at is None]
    running.sort(key=lambda each: (each.clock.due_at is None, each.clock.due_at or each.clock.started_at))
    over = [each for each in reversed(found) if each.clock.stopped_at is not None]
    context = {
        "conversation": conversation,
        "running": running,
        "over": over,
        "exactly": exactly,
        "instant": instant,
        "where": where(request),
    }
    return pages.show(request, "inbox/clocks.html", context)


def instant(at: datetime) -> Markup:
    """To the second, in the reader's zone: "Mon 2 Mar 09:00:00"."""
    local = timezone.localtime(at)
    # Nothing in it could hold markup: digits, and names of days and months.
    return Markup(f'<time datetime="{local.isoformat()}">{local:%a} {local.day} {local:%b %H:%M:%S}</time>')  # noqa: S704
