"""From when until when a conversation was open. Pure."""

from datetime import datetime

from frontline.inbox import events
from frontline.reports.numbers.record import Record

Spell = tuple[datetime, datetime | None]

ENDS = frozenset({events.CLOSED, events.SPAM, events.MERGED})
BEGINS = frozenset({events.REOPENED, events.NOT_SPAM})
_TAKEN_BACK = {events.NOT_SPAM: events.SPAM, events.PARTED: events.MERGED}
TURNS = sorted(ENDS | BEGINS | {events.PARTED})


def spells(record: Record) -> list[Spell]:
    """Oldest first; the last one ends as the conversation's own row says.

    A mark as spam that was taken back, and a merger that was parted, never were: neither closed it, nor did what took
    them back open it, if it was open before.
    """
    found: list[Spell] = []
    since: datetime | None = record.created_at
    for kind, at in _meant(record):
        if kind in ENDS and since is not None:
            found.append((since, max(at, since)))
            since = None
        elif kind in BEGINS and since is None:
            since = at
    if since is not None:
        found.append((since, record.closed_at))
    elif record.closed_at is None:  # open, and the record doesn't say since when
        found[-1] = (found[-1][0], None)
    return found


def _meant(record: Record) -> list[tuple[str, datetime]]:
    """The turns that count: kind and instant."""
    kept: list[tuple[str, datetime, bool | None]] = []
    for turned in record.turned:
        undoes = _TAKEN_BACK.get(turned.kind)
        last = kept[-1] if kept else None
        if undoes and last and last[0] == undoes and (last[2] or turned.kind == events.PARTED):
            kept.pop()
        elif turned.kind != events.PARTED:
            kept.append((turned.kind, turned.at, turned.was_open))
    return [(kind, at) for kind, at, _ in kept]
