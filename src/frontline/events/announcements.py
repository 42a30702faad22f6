"""What a live stream says, in the form of Server-Sent Events (WHATWG HTML, section 9.2)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.events.cursors import Cursor


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, as pages need it to know what to fetch again."""

    id: int
    kind: str
    subject: str
    subject_id: int


def batch(events: Sequence[Happened], *, before: Cursor, after: Cursor) -> bytes:
    """Some events in order. Only the last carries `after`: whoever loses the connection in between asks again."""
    if not events:
        return place(after)
    return b"".join(_one(e, before) for e in events[:-1]) + _one(events[-1], after)


def place(cursor: Cursor) -> bytes:
    """Where the reader is, and nothing else: remembered by the browser, unseen by the page."""
    return f"id: {cursor}\n\n".encode()


def greeting(cursor: Cursor | None) -> bytes:
    """The beginning of a stream: come back after one second, and where the reader is now if it knows nothing better."""
    return b"retry: 1000\n" + (place(cursor) if cursor else b"\n")


def heartbeat(cursor: Cursor) -> bytes:
    """Nothing happened, and the line is alive: keeps proxies from closing it."""
    return b": alive\n" + place(cursor)


def reload(cursor: Cursor) -> bytes:
    """Too much to tell one by one, or nobody knows what was missed: fetch everything shown again."""
    return f"event: reload\nid: {cursor}\ndata: {{}}\n\n".encode()


def _one(event: Happened, cursor: Cursor) -> bytes:
    said = {
        "id": event.id,
        "kind": event.kind,
        "subject": event.subject,
        "subject_id": event.subject_id,
    }
    return f"id: {cursor}\ndata: {json.dumps(said, separators=(',', ':'))}\n\n".encode()
