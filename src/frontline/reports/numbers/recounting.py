"""Counting conversations again: their facts are replaced by what their record says now. Twice is once."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from frontline.hours import working_time
from frontline.inbox.clocks import calendars
from frontline.inbox.clocks.rules import DEFAULT_CALENDAR
from frontline.reports.numbers.counting import counted
from frontline.reports.numbers.models import Fact, Progress
from frontline.reports.numbers.reading import records

BATCH = 500
COLUMNS = (
    "conversation_id", "kind", "at", "until_at", "took", "worked", "is_good", "teammate_id", "tier", "product_id",
    "channel",
)  # fmt: skip


def recount(numbers: Sequence[int]) -> None:
    """Count those conversations again, a batch in a transaction."""
    for begin in range(0, len(numbers), BATCH):
        recount_batch(numbers[begin : begin + BATCH])


def recount_batch(numbers: Sequence[int]) -> None:
    """One transaction. All who count take turns, by the lock on the one row of Progress: two who replaced the same
    facts at once would leave them twice."""
    with transaction.atomic():
        Progress.objects.get_or_create(pk=1)
        Progress.objects.select_for_update().get(pk=1)
        rows = list(_rows(numbers))
        Fact.objects.filter(conversation__in=numbers)._raw_delete("default")
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY numbers_fact ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)


def _rows(numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    opening = calendars.opening(DEFAULT_CALENDAR)

    def working(since: datetime, until: datetime) -> timedelta:
        return working_time.between(opening, since, max(since, until))

    for record in records(numbers):
        for one in counted(record, working):
            yield (
                record.number, one.kind, one.at, one.until_at, one.took, one.worked, one.is_good, one.teammate,
                record.tier, record.product, record.channel,
            )  # fmt: skip
