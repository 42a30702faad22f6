"""Replying: a message and its dispatches, in one transaction, held back long enough to be undone."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from frontline.events.recording import Fact, record_all
from frontline.inbox import attaching, channel, events, indexing, reopening, waiting
from frontline.inbox.assigning import set_assignee
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.clocks.following import followed
from frontline.inbox.dispatching import dispatch
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Message
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate

LONGEST = 100_000
_CHAIN = ("conversation", "references", "message_id")


class StaleDraft(Refusal):
    """Somebody wrote into the conversation after the draft was begun. `new` are their messages, oldest first."""

    code = "stale_draft"

    def __init__(self, new: Sequence[Message]) -> None:
        who = ", ".join(dict.fromkeys(m.author_name or m.author_address for m in new))
        super().__init__(f"{who} wrote while you were writing. Nothing was sent: read it, then send again.")
        self.new = list(new)


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
        written, new = _since(fresh, seen, submission, by)
        if written:
            return written
        if new:
            raise StaleDraft(new)
        to = list(fresh.participants.all())
        if not to:
            raise Invalid("There is nobody to write to: this conversation has no address.")
        message = _write(fresh, text, by, submission=submission)
        attaching.attach(attachments, to=message)
        due_at = message.at + (settings.UNDO_FOR if hold_for is None else hold_for)
        dispatch(message, to, due_at=due_at)
        indexing.index(fresh.number, text, " ".join(a.name for a in attachments))
        reopening.bring_back(fresh, why="a reply was written", by=by)
        waiting.wait_for_customer(fresh, since=message.at)
        fresh.snippet, fresh.last_message_at = waiting.snippet(text), message.at
        facts = followed(fresh, at=message.at)
        record_all(Fact(events.REPLIED, fresh.as_subject, by=by, data={"message": message.pk}), *facts)
        if fresh.assignee_id is None:
            set_assignee(fresh, by, why="the first to reply", by=by)
        fresh.save(update_fields=[*waiting.FIELDS, "assignee"])
    return message


def write_automatic(conversation: Conversation, text: str, *, author: str) -> Message:
    """An automatic message to the customer alone, at once, in a conversation that the caller has locked."""
    message = _write(conversation, text, None, author=author)
    dispatch(message, [p for p in conversation.participants.all() if not p.is_copied][:1], due_at=message.at)
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


def _since(
    conversation: Conversation, seen: int | None, submission: str, by: Teammate
) -> tuple[Message | None, list[Message]]:
    """What this very form wrote already, and what others wrote after `seen`, oldest first; in one query."""
    this = Q(submission=submission) if submission else Q(pk__in=())
    others = Q(pk__in=()) if seen is None else Q(pk__gt=seen, is_automatic=False) & ~Q(teammate=by)
    found = list(conversation.messages.filter(this | others).order_by("id"))
    return (
        next((m for m in found if submission and m.submission == submission), None),
        [m for m in found if not submission or m.submission != submission],
    )


def _write(
    conversation: Conversation, text: str, by: Teammate | None, *, author: str = "", submission: str = ""
) -> Message:
    parent = (
        conversation.messages.filter(is_automatic=False, direction="in")
        .order_by("-at", "-id")
        .only(*_CHAIN)
        .first()
        or conversation.messages.order_by("-at", "-id").only(*_CHAIN).first()
    )
    references = f"{parent.references} {parent.message_id}".split() if parent else []
    return Message.objects.create(
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
        in_reply_to=parent.message_id if parent else "",
        references=" ".join(dict.fromkeys(references)),
        submission=submission,
        at=clock.now(),
    )
