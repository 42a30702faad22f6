"""Following: the customer's own view of their conversation, by a link that only they were given.

The link carries a signature that nobody can guess (160 bits), and shows messages alone: what they wrote and what was
sent to them. Notes and events have no way in, for nothing here asks for them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from frontline.inbox.locking import standing
from frontline.inbox.models import Attachment, Conversation, Dispatch, Message
from frontline.kernel import clock, secrets
from frontline.kernel.refusal import Absent

_PURPOSE = "follow"
_BITS = 160
MOST = 200  # messages on the page, the newest


@dataclass(frozen=True, slots=True)
class Followed:
    """A conversation as its customer may see it; messages oldest first."""

    conversation: Conversation
    messages: list[Message]


def link(conversation: Conversation) -> str:
    """The whole address of the customer's page."""
    key = secrets.signature(_PURPOSE, str(conversation.number), bits=_BITS)
    return f"{settings.PUBLIC_URL}{reverse('follow', args=[conversation.number, key])}"


def followed(number: int, key: str) -> Followed:
    """What the link shows. Raises Absent for any that we did not give out."""
    right = secrets.signature_matches(_PURPOSE, str(number), key, bits=_BITS)
    conversation = Conversation.objects.filter(pk=number).first() if right else None
    if conversation is not None and conversation.merged_into_id:
        conversation = Conversation.objects.get(pk=standing(conversation.merged_into_id))
    if conversation is None:
        raise Absent("This link leads nowhere: it may have been cut off. Open it from our mail once more.")
    written = (
        conversation.messages.select_related("teammate")
        .prefetch_related(
            Prefetch("dispatches", Dispatch.objects.order_by("id")),
            Prefetch("attachments", Attachment.objects.order_by("id")),
        )
        .order_by("-at", "-id")[:MOST]
    )
    return Followed(conversation, [m for m in reversed(written) if not _is_held(m)])


def _is_held(message: Message) -> bool:
    """Whether it may still be undone, so that the customer must not have seen it."""
    dispatches = list(message.dispatches.all())
    return bool(dispatches) and all(
        d.state == Dispatch.State.QUEUED and not d.attempts and d.due_at > clock.now() for d in dispatches
    )
