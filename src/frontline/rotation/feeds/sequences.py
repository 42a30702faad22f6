"""What calendars were told of each entry: SEQUENCE grows exactly when its time, person or role changes (RFC 5545,
3.8.7.4), whoever reads it first."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from frontline.rotation.feeds.parts import Part
from frontline.rotation.models import FeedEntry

_KEPT = ("teammate_id", "from_at", "until_at", "role")
# One statement, so that two readers at once don't count one change twice.
_TELL = """
    INSERT INTO rotation_feedentry
        (uid, rotation_id, teammate_id, from_at, until_at, role, sequence, changed_at)
    VALUES {rows}
    ON CONFLICT (uid) DO UPDATE SET
        teammate_id = excluded.teammate_id, from_at = excluded.from_at, until_at = excluded.until_at,
        role = excluded.role, changed_at = excluded.changed_at, sequence = rotation_feedentry.sequence + 1
    WHERE (rotation_feedentry.teammate_id, rotation_feedentry.from_at, rotation_feedentry.until_at,
           rotation_feedentry.role)
        IS DISTINCT FROM (excluded.teammate_id, excluded.from_at, excluded.until_at, excluded.role)
"""
_ROW = "(%s, %s, %s, %s, %s, %s, 0, %s)"
_AT_ONCE = 500


class Told(NamedTuple):
    sequence: int
    changed_at: datetime


def told(parts: Mapping[str, tuple[int, Part]], at: datetime) -> dict[str, Told]:
    """By UID, how often an entry has changed and when last. `parts`: by UID, the rotation's id and what is so now."""
    known = _known(list(parts))
    changed = [uid for uid, (_, part) in parts.items() if uid not in known or known[uid][0] != _facts(part)]
    if changed:
        for begin in range(0, len(changed), _AT_ONCE):
            _tell({uid: parts[uid] for uid in changed[begin : begin + _AT_ONCE]}, at)
        known |= _known(changed)
    return {uid: last for uid, (_, last) in known.items()}


def _known(uids: list[str]) -> dict[str, tuple[tuple[object, ...], Told]]:
    rows = FeedEntry.objects.filter(uid__in=uids).values_list("uid", *_KEPT, "sequence", "changed_at")
    return {uid: (tuple(facts), Told(sequence, changed_at)) for uid, *facts, sequence, changed_at in rows}


def _facts(part: Part) -> tuple[int, datetime, datetime, str]:
    return part.teammate, part.from_at, part.until_at, part.role


def _tell(parts: Mapping[str, tuple[int, Part]], at: datetime) -> None:
    values: list[str | int | datetime] = [
        value for uid, (rotation, part) in parts.items() for value in (uid, rotation, *_facts(part), at)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_TELL.format(rows=", ".join([_ROW] * len(parts))), values)
