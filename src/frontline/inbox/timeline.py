"""The timeline of a conversation: messages, notes and events, in the order in which they came.

Its five queries are written out, and asked together: Django takes longer to put such a one together (0.3 ms) than
PostgreSQL to answer it, and each would be waited for.
"""
# ruff: noqa: S608  (the statements are put together of constants)

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from frontline.events.models import Event
from frontline.inbox import describing
from frontline.inbox.models import Attachment, Conversation, Dispatch, Message, Note
from frontline.inbox.queries import decode, encode
from frontline.kernel.asking import Asking, Row, alone
from frontline.kernel.reading import columns, made
from frontline.kernel.refusal import Invalid

_END = datetime.max.replace(tzinfo=UTC)
_RANK = {"message": 0, "note": 1, "event": 2}
_LAST = "conversation_id = %(conversation)s AND at <= %(until)s ORDER BY at DESC, id DESC LIMIT %(limit)s"
_MESSAGES = f"SELECT {columns(Message)} FROM inbox_message WHERE {_LAST}"
_AUTHOR = "(SELECT name FROM people_teammate WHERE id = teammate_id)"
_NOTES = f"SELECT {columns(Note)}, {_AUTHOR} FROM inbox_note WHERE {_LAST}"
# Ids follow time closely enough to choose the last ones by; the exact order is made below.
_EVENTS = (
    f"SELECT {columns(Event)} FROM events_event WHERE subject_kind = 'conversation' AND subject_id = %(conversation)s"
    " AND kind = ANY(%(kinds)s) AND at <= %(until)s ORDER BY id DESC LIMIT %(limit)s"
)
_DISPATCHES = (
    f"SELECT {columns(Dispatch)} FROM inbox_dispatch"
    f" WHERE message_id = ANY(ARRAY(SELECT id FROM inbox_message WHERE {_LAST})) ORDER BY id"
)
_ATTACHMENTS = (
    f"SELECT {columns(Attachment)} FROM inbox_attachment"
    f" WHERE message_id = ANY(ARRAY(SELECT id FROM inbox_message WHERE {_LAST}))"
    f" OR note_id = ANY(ARRAY(SELECT id FROM inbox_note WHERE {_LAST})) ORDER BY id"
)


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
    return alone(asking(conversation, before=before, limit=limit))


def asking(conversation: Conversation, *, before: str | None = None, limit: int = 100) -> Asking[Timeline]:
    """The same, to be asked together with other things."""
    until = _until(before)
    values = {"conversation": conversation.pk, "until": until[0] if until else _END, "limit": limit + 1}
    messages, notes, events, dispatches, files = yield [
        (_MESSAGES, values),
        (_NOTES, values),
        (_EVENTS, values | {"kinds": list(describing.SHOWN)}),
        (_DISPATCHES, values),
        (_ATTACHMENTS, values),
    ]
    entries = [*map(_message, messages), *map(_note, notes), *map(_event, events)]
    entries.sort(key=lambda e: e.order)
    if until:
        entries = [e for e in entries if e.order < until]
    shown = entries[-limit:]
    _attach(shown, [made(Dispatch, row) for row in dispatches], [made(Attachment, row) for row in files])
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


def _message(row: Row) -> Entry:
    it = made(Message, row)
    return Entry("message", it.pk, it.at, it.author_name or it.author_address, message=it)


def _note(row: Row) -> Entry:
    it = made(Note, row)
    return Entry("note", it.pk, it.at, row[-1], note=it)


def _event(row: Row) -> Entry:
    it = made(Event, row)
    return Entry("event", it.pk, it.at, it.actor_label, event=it, sentence=describing.sentence(it) or "")


def _attach(entries: list[Entry], dispatches: Sequence[Dispatch], files: Sequence[Attachment]) -> None:
    """Each to its entry; those of messages and notes that were found but aren't shown, to none."""
    known: dict[tuple[str, int], Entry] = {(e.kind, e.id): e for e in entries}
    for dispatch in dispatches:
        if entry := known.get(("message", dispatch.message_id)):
            entry.dispatches.append(dispatch)
    for file in files:
        owner = ("message", file.message_id) if file.message_id else ("note", file.note_id or 0)
        if entry := known.get(owner):
            entry.attachments.append(file)
