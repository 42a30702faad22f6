"""Who waits for whom, and since when: what the queue is ordered by."""

from datetime import datetime

from frontline.inbox.models import Conversation

FIELDS = [
    "status",
    "closed_at",
    "is_spam",
    "waits_for_customer",
    "waiting_since",
    "snippet",
    "last_message_at",
    "rank",
    "due_at",
    "queue_at",
    "snoozed_until",
    "snoozed_by",
    "snoozed_why",
    "snooze_is_theirs",
    "woken_at",
]


def wait_for_us(conversation: Conversation, *, since: datetime) -> None:
    """Somebody here must act. Who waits already has waited since then: a second question doesn't start it anew."""
    if conversation.waits_for_customer:
        conversation.waits_for_customer, conversation.waiting_since = False, since
        conversation.woken_at = None  # we have written since


def wait_for_customer(conversation: Conversation, *, since: datetime) -> None:
    """The next word is the customer's."""
    conversation.waits_for_customer, conversation.waiting_since = True, since


def recount(conversation: Conversation) -> None:
    """Set who waits from the messages themselves, after one of them went away."""
    people = conversation.messages.filter(is_automatic=False)
    newest = people.order_by("-at", "-id").only("conversation", "direction", "at", "text").first()
    if newest is None:
        conversation.waits_for_customer, conversation.waiting_since = False, conversation.created_at
        return
    conversation.snippet, conversation.last_message_at = snippet(newest.text), newest.at
    if newest.direction == "out" and conversation.woken_at and conversation.woken_at > newest.at:
        # Back from a snooze, and what was written to the customer then is what went away.
        conversation.waits_for_customer, conversation.waiting_since = False, conversation.woken_at
        return
    if newest.direction == "out":
        wait_for_customer(conversation, since=newest.at)
        return
    answered = people.filter(direction="out").order_by("-at", "-id").values_list("at", flat=True).first()
    unanswered = people.filter(direction="in", **({"at__gt": answered} if answered else {}))
    first = unanswered.order_by("at", "id").values_list("at", flat=True).first()
    conversation.waits_for_customer, conversation.waiting_since = False, first or newest.at


def snippet(text: str) -> str:
    """The beginning of `text` on one line, 160 characters at most."""
    return " ".join(text[:600].split())[:160]
