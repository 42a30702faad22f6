"""Undoing a reply, as long as none of it has gone out."""

from frontline.events.recording import record
from frontline.inbox import events, waiting
from frontline.inbox.clocks.following import follow
from frontline.inbox.locking import locked
from frontline.inbox.models import Dispatch, Message
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate


class TooLate(Refusal):
    """The reply is on its way already."""

    code = "too_late"


def undo(message: Message, *, by: Teammate) -> str:
    """Take back a reply that is still held; its text, to go on writing. Raises TooLate.

    The message is deleted, for the customer never saw it; that it was taken back stays on the record.
    """
    with locked(message.conversation, follows=True) as conversation:
        dispatches = list(Dispatch.objects.select_for_update().filter(message=message))
        if not dispatches or any(d.state != Dispatch.State.QUEUED or d.attempts for d in dispatches):
            raise TooLate("It is too late to undo: the reply is on its way. Write another to put it right.")
        text, written_at = message.text, message.at
        record(events.UNDONE, conversation.as_subject, by=by, message=message.pk)
        message.delete()
        waiting.recount(conversation)
        follow(conversation, at=clock.now(), undone_at=written_at)
        conversation.save(update_fields=waiting.FIELDS)
    return text
