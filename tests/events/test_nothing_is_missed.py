"""A page that lost its connection hears of all that happened since."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.utils import connector_params

from frontline.events import cursors, listening
from frontline.events.models import Event
from tests.cast import Cast
from tests.events.reading import Reader, apart, happen, reading, run, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

INSERT = """
    INSERT INTO events_event (kind, at, actor_label, subject_kind, subject_id, why, data)
    VALUES ('conversation.closed', now(), 'a test', 'conversation', %s, '', '{}') RETURNING id
"""


@pytest.fixture
def key(cast: Cast) -> str:
    return signed_in(cast.mia)


@contextmanager
def another_connection() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**connector_params()) as other:
        yield other


def oldest_that_writes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def tell(other: psycopg.Connection[Any], subject_id: int) -> int:
    row = other.execute(INSERT, [subject_id]).fetchone()
    other.execute("SELECT pg_notify('frontline_events', '')")
    assert row is not None
    return int(row[0])


def cut_the_listening_connection() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = 'frontline live' AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("by", ["header", "query"])
def test_what_happened_in_between_is_told_first(key: str, by: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(happen, 1)
            await reader.next()
            last = reader.last_id
        await apart(happen, 2)
        await apart(happen, 3)
        again = {"last": last} if by == "header" else {"query": f"since={last}"}
        async with reading(key, **again) as reader:
            told = await reader.until(3)
            assert told[-2:] == [2, 3]
            await apart(happen, 4)
            await reader.until(4)

    run(scenario)


def test_a_lower_id_that_commits_last_is_told_to_whoever_stayed(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            with another_connection() as early, another_connection() as late:
                first, second = tell(early, 1), tell(late, 2)
                assert first < second
                late.commit()
                assert (await reader.next()).data["id"] == second
                early.commit()
                assert (await reader.next()).data["id"] == first

    run(scenario)


def test_a_lower_id_that_commits_last_is_told_to_whoever_was_away(key: str) -> None:
    async def scenario() -> None:
        with another_connection() as early, another_connection() as late:
            async with reading(key) as reader:
                first, second = tell(early, 1), tell(late, 2)
                late.commit()
                assert (await reader.next()).data["id"] == second
                last = reader.last_id
            early.commit()
            async with reading(key, last=last) as reader:
                assert (await reader.next()).data["id"] == first

    run(scenario)


def test_losing_the_connection_within_one_transaction_repeats_it_whole(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(happen, 1, 2)
            last = (await reader.next()).id
        async with reading(key, last=last) as reader:
            assert [(await reader.next()).subject_id for _ in range(2)] == [1, 2]

    run(scenario)


def test_a_lost_database_connection_is_made_again_and_nothing_is_missed(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(happen, 1)
            assert (await reader.next()).subject_id == 1
            assert await apart(cut_the_listening_connection) == 1
            await apart(happen, 2)
            await apart(happen, 3)
            assert [(await reader.next()).subject_id for _ in range(2)] == [2, 3]
            await apart(happen, 4)
            assert (await reader.next()).subject_id == 4

    run(scenario)


def test_a_lost_nudge_is_made_up_for(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "ANYWAY_EVERY", 0.1)

    def silently() -> None:
        with another_connection() as other:
            other.execute(INSERT, [5])

    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(silently)
            assert (await reader.next()).subject_id == 5

    run(scenario)


def test_a_long_absence_is_a_reload(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await reader.frame()
            last = reader.last_id
        await apart(happen, *range(1, 502))
        # It stays behind whoever still writes, be it in another test's database.
        oldest = await apart(oldest_that_writes)
        async with reading(key, last=last) as reader:
            assert (await reader.next()).event == "reload"
            assert int(reader.last_id.rpartition("-")[2]) >= oldest

    run(scenario)


@pytest.mark.parametrize(
    "last", ["1042", "x", "1.1-", "1.1--4", "1.1-9999999999999999999999", "1.1-٣", "9.9-100", "a-b\xff"]
)
def test_a_cursor_that_is_not_of_this_database_is_a_reload(key: str, last: str) -> None:
    async def scenario() -> None:
        async with reading(key, query=f"since={last}") as reader:
            assert (await reader.next()).event == "reload"
            assert cursors.parse(reader.last_id)

    run(scenario)


def test_a_cursor_from_the_future_is_a_reload(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            now = cursors.parse((await reader.frame()).id)
        assert now is not None
        later = cursors.Cursor(now.cluster, now.transaction + 1_000_000)
        async with reading(key, last=str(later)) as reader:
            assert (await reader.next()).event == "reload"

    run(scenario)


def test_a_record_restored_from_elsewhere_is_not_told_as_news(key: str) -> None:
    def restored() -> None:
        happen(1)
        Event.objects.update(transaction=10**15)

    async def scenario() -> None:
        await apart(restored)
        async with reading(key) as reader:
            await apart(happen, 2)
            assert (await reader.next()).subject_id == 2
            last = reader.last_id
        async with reading(key, last=last) as reader:
            await apart(happen, 3)
            assert 1 not in await reader.until(3)

    run(scenario)


def test_a_database_in_another_cluster_than_before_is_a_reload_for_all(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await reader.frame()
            monkeypatch.setattr(cursors, "PRESENT", "SELECT pg_current_snapshot()::text, '42.1'")
            await apart(cut_the_listening_connection)
            assert (await reader.next()).event == "reload"
            assert reader.last_id.startswith("42.1-")

    run(scenario)


def test_without_a_database_the_answer_says_so(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "ANSWER_WITHIN", 0.1)
    monkeypatch.setattr(cursors, "PRESENT", "SELECT nonsense")

    async def scenario() -> None:
        reader = Reader(key=key)
        assert await reader.started() == 503
        await reader.task
        assert "database" in reader.body

    run(scenario)
