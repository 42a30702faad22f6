"""Replying: a message and its dispatches, in one transaction, held back long enough to be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from frontline.events.recording import Fact, record_all
from frontline.inbox import attaching, channel, events, indexing, reopening, waiting
from frontline.inbox.assigning import assigned
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.clocks.following import followed
from frontline.inbox.dispatching import dispatch
from frontline.inbox.inserting import Together
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Message, Participant
from frontline.kernel import clock
from frontline.kernel.asking import Asking, together
from frontline.kernel.folding import storable
from frontline.kernel.reading import columns, made
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate

LONGEST = 100_000
_SINCE = f"""
    SELECT {columns(Message)} FROM inbox_message
    WHERE conversation_id = %(number)s AND (
        submission <> '' AND submission = %(submission)s
        OR id > %(seen)s AND NOT is_automatic AND teammate_id IS DISTINCT FROM %(by)s
    )
    ORDER BY id
"""  # noqa: S608  (of constants)
_TO = f"SELECT {columns(Participant)} FROM inbox_participant WHERE conversation_id = %s ORDER BY id"  # noqa: S608
# The last that they wrote themselves, or else the last of all.
_LAST = """(
    SELECT "references", message_id, {rank} AS rank FROM inbox_message
    WHERE conversation_id = %(number)s {which} ORDER BY at DESC, id DESC LIMIT 1
)"""
_PARENT = (
    _LAST.format(rank=0, which="AND direction = 'in' AND NOT is_automatic")
    + " UNION ALL "
    + _LAST.format(rank=1, which="")
    + " ORDER BY rank"
)


class StaleDraft(Refusal):
    """Somebody wrote into the conversation after the draft was begun. `new` are their messages, oldest first."""

    code = "stale_draft"

    def __init__(self, new: Sequence[Message]) -> None:
        who = ", ".join(dict.fromkeys(m.author_name or m.author_address for m in new))
        super().__init__(f"{who} wrote while you were writing. Nothing was sent: read it, then send again.")
        self.new = list(new)


@dataclass(frozen=True, slots=True)
class Around:
    """Who takes part, oldest first, and of the message that is answered its References and its Message-ID."""

    to: list[Participant]
    parent: tuple[str, str] | None


def reply(
    conversation: Conversation,
    text: str,
    *,
    attachments: Sequence[InboundAttachment] = (),
    seen: int | None = None,
    hold_for: timedelta | None = None,
    submission: str = "",
    by: Teammate,
) -> Message:
    """Write `text` (Markdown) to everyone who takes part. The first to reply becomes the assignee.

    `seen` is the id of the newest message on the writer's screen: if others came after it, nothing is sent.
    `hold_for` is how long it can be undone; by default settings.UNDO_FOR. The same `submission` (64 characters at most)
    twice is one reply: the second time, the first is returned.
    Raises Invalid (empty, too long, nobody to write to) and StaleDraft.
    """
    text = _checked(text, attachments)
    with locked(conversation) as fresh:
        before: tuple[Message | None, list[Message]]
        before, around = together(_asked_since(fresh, seen, submission, by), asked_around(fresh))
        written, new = before
        if written:
            return written
        if new:
            raise StaleDraft(new)
        if not around.to:
            raise Invalid("There is nobody to write to: this conversation has no address.")
        writing = Together()
        message = _message(fresh, text, around.parent, by, submission=submission)
        writing.insert(message)
        due_at = message.at + (settings.UNDO_FOR if hold_for is None else hold_for)
        dispatch(writing, message, around.to, due_at=due_at)
        indexing.index_with(writing, fresh, text, " ".join(a.name for a in attachments))
        reopened = reopening.brought_back(fresh, why="a reply was written", by=by)
        waiting.wait_for_customer(fresh, since=message.at)
        fresh.snippet, fresh.last_message_at = waiting.snippet(text), message.at
        facts = followed(fresh, at=message.at)
        if fresh.assignee_id is None:
            facts += assigned(fresh, by, why="the first to reply", by=by)
        writing.update(fresh, *waiting.FIELDS, "assignee")
        writing.run()
        attaching.attach(attachments, to=message)
        replied = Fact(events.REPLIED, fresh.as_subject, by, data={"message": message.pk})
        record_all(*reopened, replied, *facts)
    return message


def write_automatic(conversation: Conversation, text: str, around: Around, *, author: str) -> Message:
    """An automatic message to the customer alone, at once, in a conversation that the caller has locked."""
    writing = Together()
    message = _message(conversation, text, around.parent, None, author=author)
    writing.insert(message)
    dispatch(writing, message, [p for p in around.to if not p.is_copied][:1], due_at=message.at)
    writing.run()
    return message


def _checked(text: str, attachments: Sequence[InboundAttachment]) -> str:
    text = storable(text).strip()
    if not text:
        raise Invalid("The reply is empty: write something, even beside a file.")
    if len(text) > LONGEST:
        raise Invalid(
            f"The reply has {len(text):,} characters; {LONGEST:,} is the most. Attach the rest as a file."
        )
    if sum(len(a.content) for a in attachments) > settings.MAIL_SIZE_LIMIT * 0.7:  # base64 adds a third
        raise Invalid("The files are too large for one mail: send a link, or several replies.")
    return text


def _asked_since(
    conversation: Conversation, seen: int | None, submission: str, by: Teammate
) -> Asking[tuple[Message | None, list[Message]]]:
    """What this very form wrote already, and what others wrote after `seen`, oldest first."""
    values = {"number": conversation.pk, "submission": submission, "seen": seen, "by": by.pk}
    [rows] = yield [(_SINCE, values)]
    found = [made(Message, row) for row in rows]
    return (
        next((m for m in found if submission and m.submission == submission), None),
        [m for m in found if not submission or m.submission != submission],
    )


def asked_around(conversation: Conversation) -> Asking[Around]:
    """Whom a message goes to, and what it answers."""
    to, parents = yield [(_TO, [conversation.pk]), (_PARENT, {"number": conversation.pk})]
    return Around([made(Participant, row) for row in to], parents[0][:2] if parents else None)


def _message(
    conversation: Conversation,
    text: str,
    parent: tuple[str, str] | None,
    by: Teammate | None,
    *,
    author: str = "",
    submission: str = "",
) -> Message:
    return Message(
        conversation=conversation,
        direction=Message.Direction.OUT,
        channel=conversation.channel,
        teammate=by,
        is_automatic=by is None,
        author_name=by.name if by else author,
        author_address=conversation.our_address,
        subject=conversation.subject,
        text=text,
        message_id=channel.get(conversation.channel).new_message_id(conversation.our_address),
        in_reply_to=parent[1] if parent else "",
        references=" ".join(dict.fromkeys(" ".join(parent).split())) if parent else "",
        submission=submission,
        at=clock.now(),
    )
