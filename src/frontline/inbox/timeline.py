"""The timeline of a conversation: messages, notes and events, in the order in which they came.

Its five queries are written out: Django takes longer to put such a one together (0.3 ms) than PostgreSQL to answer it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from frontline.events.models import Event
from frontline.inbox import describing
from frontline.inbox.models import Attachment, Conversation, Dispatch, Message, Note
from frontline.inbox.queries import decode, encode
from frontline.kernel.refusal import Invalid

_END = datetime.max.replace(tzinfo=UTC)
_RANK = {"message": 0, "note": 1, "event": 2}


@dataclass(slots=True)
class Entry:
    """One row of the timeline. Exactly one of message, note and event is set; `sentence` goes with an event.

    `author` is the name of whoever wrote it, or did it.
    """

    kind: Literal["message", "note", "event"]
    id: int
    at: datetime
    author: str
    message: Message | None = None
    note: Note | None = None
    event: Event | None = None
    sentence: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    dispatches: list[Dispatch] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Unique in its conversation, and the entry's anchor on the page."""
        return f"{self.kind}-{self.id}"

    @property
    def order(self) -> tuple[datetime, int, int]:
        return (self.at, _RANK[self.kind], self.id)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries, oldest first, and the cursor of those before them (None if these are the first)."""

    entries: list[Entry]
    earlier_cursor: str | None


def timeline(conversation: Conversation, *, before: str | None = None, limit: int = 100) -> Timeline:
    """The last `limit` entries, or those before a cursor, in five queries whatever their number. Raises Invalid."""
    until = _until(before)
    entries = [*_messages(conversation, until, limit), *_notes(conversation, until, limit)]
    entries += _events(conversation, until, limit)
    entries.sort(key=lambda e: e.order)
    if until:
        entries = [e for e in entries if e.order < until]
    shown = entries[-limit:]
    _attach(shown)
    first = shown[0] if shown else None
    earlier = (
        encode(first.at.isoformat(), _RANK[first.kind], first.id) if first and len(entries) > limit else None
    )
    return Timeline(shown, earlier)


def _until(cursor: str | None) -> tuple[datetime, int, int] | None:
    if not cursor:
        return None
    at, rank, number = decode(cursor, 3)
    try:
        return datetime.fromisoformat(at), int(rank), int(number)
    except ValueError as error:
        raise Invalid("That cursor is not one that this timeline gave: begin again without it.") from error


def _messages(conversation: Conversation, until: tuple[datetime, int, int] | None, limit: int) -> list[Entry]:
    found = Message.objects.raw(
        "SELECT * FROM inbox_message WHERE conversation_id = %s AND at <= %s ORDER BY at DESC, id DESC LIMIT %s",
        [conversation.pk, until[0] if until else _END, limit + 1],
    )
    return [Entry("message", m.pk, m.at, m.author_name or m.author_address, message=m) for m in found]


def _notes(conversation: Conversation, until: tuple[datetime, int, int] | None, limit: int) -> list[Entry]:
    found = Note.objects.raw(
        "SELECT inbox_note.*, people_teammate.name AS author FROM inbox_note"
        " JOIN people_teammate ON people_teammate.id = teammate_id"
        " WHERE conversation_id = %s AND at <= %s ORDER BY at DESC, inbox_note.id DESC LIMIT %s",
        [conversation.pk, until[0] if until else _END, limit + 1],
    )
    return [Entry("note", n.pk, n.at, vars(n)["author"], note=n) for n in found]


def _events(conversation: Conversation, until: tuple[datetime, int, int] | None, limit: int) -> list[Entry]:
    # Ids follow time closely enough to choose the last ones by; the exact order is made above.
    found = Event.objects.raw(
        "SELECT * FROM events_event WHERE subject_kind = 'conversation' AND subject_id = %s"
        " AND kind = ANY(%s) AND at <= %s ORDER BY id DESC LIMIT %s",
        [conversation.pk, list(describing.SHOWN), until[0] if until else _END, limit + 1],
    )
    return [
        Entry("event", e.pk, e.at, e.actor_label, event=e, sentence=describing.sentence(e) or "")
        for e in found
    ]


def _attach(entries: list[Entry]) -> None:
    messages = {e.id: e for e in entries if e.kind == "message"}
    notes = {e.id: e for e in entries if e.kind == "note"}
    sent = [e.id for e in messages.values() if e.message and e.message.direction == Message.Direction.OUT]
    if sent:
        for dispatch in Dispatch.objects.raw(
            "SELECT * FROM inbox_dispatch WHERE message_id = ANY(%s) ORDER BY id", [sent]
        ):
            messages[dispatch.message_id].dispatches.append(dispatch)
    if messages or notes:
        for file in Attachment.objects.raw(
            "SELECT * FROM inbox_attachment WHERE message_id = ANY(%s) OR note_id = ANY(%s) ORDER BY id",
            [list(messages), list(notes)],
        ):
            (messages[file.message_id] if file.message_id else notes[file.note_id or 0]).attachments.append(
                file
            )
