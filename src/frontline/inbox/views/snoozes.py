"""What the form offers that puts a conversation off: on its page, and in the dialog on the conversation's own."""

from typing import Any

from django.utils import timezone

from frontline.inbox import putting_off
from frontline.inbox.clocks import calendars
from frontline.inbox.clocks.rules import TEAMS_CALENDAR
from frontline.inbox.models import Conversation
from frontline.kernel import clock

REASONS = (
    "Call-back promised",
    "Waits for a release",
    "They asked for time",
    "Nothing to do before then",
)


def offered(conversation: Conversation) -> dict[str, Any]:
    """What the form offers, for its page and for the dialog on the conversation's own."""
    team_id = conversation.product.team_id if conversation.product else None
    opening = calendars.opening(calendars.label_for(TEAMS_CALENDAR, team_id))
    return {
        "choices": putting_off.choices(clock.now(), opening, timezone.get_current_timezone_name()),
        "reasons": REASONS,
    }
