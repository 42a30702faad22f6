"""The calendars as they stand, kept in this process and read anew when their number has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from frontline.hours.loading import Calendars, load
from frontline.hours.models import HoursVersion
from frontline.kernel import clock
from frontline.kernel.kept import Kept

FRESH_FOR = 1.0  # seconds in which a process does not ask again whether a calendar has changed


def _number() -> int:
    return HoursVersion.objects.values_list("number", flat=True).first() or 0


# While nothing was ever changed, there is no number to go by.
_kept = Kept(_number, load, knows_zero=False)


def current() -> Calendars:
    """All calendars, right to the moment: one query, and four or five more if one has changed."""
    return _kept.current()


def recent() -> Calendars:
    """All calendars as they were at most FRESH_FOR seconds ago: mostly without any query."""
    return _kept.recent(FRESH_FOR)


def forget() -> None:
    """Ask anew next time: this process has changed a calendar."""
    _kept.forget()


def bump() -> None:
    """A calendar has changed, in the caller's transaction.

    The number comes from a sequence, so that one taken by a transaction that failed is never used for another state.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hours_hoursversion (id, number)"
            " VALUES (1, nextval(pg_get_serial_sequence('hours_hoursversion', 'id')))"
            " ON CONFLICT (id) DO UPDATE SET number = excluded.number"
        )
    forget()
    transaction.on_commit(forget)


@contextmanager
def changing() -> Iterator[datetime]:
    """A transaction in which calendars are changed, one at a time in all processes; gives the instant."""
    with transaction.atomic():
        bump()  # it holds the row of the number until the end
        yield clock.now()
