"""What a page that stays open hears."""

import asyncio
import threading

import pytest
from django.contrib.sessions.models import Session

from frontline.events import listening, stream
from frontline.people.models import Teammate
from tests.cast import Cast
from tests.events.reading import Reader, apart, happen, reading, run, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key(cast: Cast) -> str:
    return signed_in(cast.mia)


def test_an_event_reaches_every_open_page_with_what_it_is_about(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as one, reading(key) as other:
            (event,) = await apart(happen, 7)
            for reader in (one, other):
                frame = await reader.next()
                assert frame.data == {
                    "id": event.pk,
                    "kind": "conversation.closed",
                    "subject": "conversation",
                    "subject_id": 7,
                }

    run(scenario)


def test_the_stream_says_when_to_come_back_and_that_nobody_may_keep_or_hold_it(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            first = await reader.frame()
            assert (first.retry, first.data) == ("1000", None)
            assert first.id
            assert reader.headers[b"content-type"].startswith(b"text/event-stream")
            assert reader.headers[b"cache-control"] == b"no-store, no-transform"
            assert reader.headers[b"x-accel-buffering"] == b"no"

    run(scenario)


def test_what_is_rolled_back_is_never_told(key: str) -> None:
    def fail() -> None:
        from django.db import transaction

        with transaction.atomic():
            happen(1)
            transaction.set_rollback(True)

    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(fail)
            await apart(happen, 2)
            assert (await reader.next()).subject_id == 2

    run(scenario)


def test_a_quiet_line_is_kept_alive(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)

    async def scenario() -> None:
        async with reading(key) as reader:
            await reader.frame()
            beat = await reader.frame()
            assert (beat.comment, beat.data) == ("alive", None)
            assert beat.id

    run(scenario)


@pytest.mark.parametrize("key_given", ["", "neverasession"])
def test_a_stranger_is_sent_to_sign_in(key_given: str, cast: Cast) -> None:
    async def scenario() -> None:
        reader = Reader(key=key_given)
        assert await reader.started() == 401
        await reader.task
        assert reader.body == "Sign in first.\n"

    run(scenario)


def test_only_get_is_understood(key: str) -> None:
    async def scenario() -> None:
        assert await Reader(key=key, method="POST").started() == 405

    run(scenario)


@pytest.mark.parametrize("how", ["deactivated", "signed out"])
def test_a_dismissed_teammate_is_cut_off(
    how: str, key: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ADMITTED_FOR", 0.05)

    def dismiss() -> None:
        if how == "deactivated":
            Teammate.objects.filter(pk=cast.mia.pk).update(is_active=False)
        else:
            Session.objects.all().delete()

    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(dismiss)
            await asyncio.wait_for(asyncio.shield(reader.task), 20)
            assert await Reader(key=key).started() == 401

    run(scenario)


def test_one_stream_too_many_is_refused_and_a_place_that_is_left_is_free(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MOST_STREAMS", 1)

    async def scenario() -> None:
        async with reading(key):
            refused = Reader(key=key)
            assert await refused.started() == 503
            await refused.task
            assert "close a page" in refused.body
            assert refused.headers[b"retry-after"] == b"5"
        async with reading(key):
            pass

    run(scenario)


def test_a_slow_reader_is_told_to_reload_and_costs_no_memory(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as slow, reading(key) as quick:
            await slow.frame()
            slow.pause()
            for start in range(1, 2001, 400):
                await apart(happen, *range(start, start + 400))
                for _ in range(400):
                    await quick.next()
            (subscription,) = (s for s in listening.listener()._subscriptions if s._size)
            assert subscription._size < 64_000
            slow.go_on()
            told = [await slow.next()]
            while told[-1].event != "reload":
                told.append(await slow.next())
            assert len(told) < 2000
            await apart(happen, 9999)
            while told[-1].data.get("subject_id") != 9999:
                told.append(await slow.next())

    run(scenario)


def test_more_than_can_be_told_one_by_one_is_a_reload(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader:
            await apart(happen, *range(1, 502))
            assert (await reader.next()).event == "reload"
            await apart(happen, 600)
            assert (await reader.next()).subject_id == 600

    run(scenario)


def test_all_streams_end_when_the_server_stops_even_those_that_nobody_reads(key: str) -> None:
    async def scenario() -> None:
        async with reading(key) as reader, reading(key) as asleep:
            await asleep.frame()
            asleep.pause()
            await apart(happen, 1)
            await reader.next()
            threading.Thread(target=stream.close_all).start()
            await asyncio.wait_for(asyncio.shield(reader.task), 20)
            await asyncio.wait_for(asyncio.shield(asleep.task), 20)
            late = Reader(key=key)
            assert await late.started() == 503
            await late.task
            assert late.body == "Frontline is stopping.\n"

    run(scenario)
