"""A part that dies is started again; all stop together."""

import asyncio
import os
import signal

import pytest

from frontline.config import processes
from frontline.config.processes import Part


def run(parts: list[Part], **given) -> bool:
    return asyncio.run(
        processes.run(parts, when_ready=given.get("when_ready", lambda: None), say=lambda _: None)
    )


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "PAUSES", (0.0,))


def test_a_part_that_dies_is_started_again_and_the_others_go_on():
    began: list[str] = []

    async def mortal(stop: asyncio.Event, ready: asyncio.Event) -> None:
        began.append("mortal")
        if len(began) < 3:
            raise ConnectionError("the database is away")
        interrupt()
        await stop.wait()

    others: list[str] = []

    async def steady(stop: asyncio.Event, ready: asyncio.Event) -> None:
        others.append("steady")
        await stop.wait()

    assert run([Part("mortal", mortal), Part("steady", steady)]) is True
    assert (len(began), len(others)) == (3, 1)


def test_where_to_go_is_said_when_every_part_has_begun():
    said: list[str] = []

    async def slow(stop: asyncio.Event, ready: asyncio.Event) -> None:
        assert not said
        await asyncio.sleep(0.02)
        assert not said
        ready.set()
        await stop.wait()

    async def quick(stop: asyncio.Event, ready: asyncio.Event) -> None:
        ready.set()
        await stop.wait()

    def heard() -> None:
        said.append("ready")
        interrupt()

    assert run([Part("slow", slow), Part("quick", quick)], when_ready=heard) is True
    assert said == ["ready"]


def test_a_second_interrupt_waits_for_nobody():
    async def stubborn(stop: asyncio.Event, ready: asyncio.Event) -> None:
        interrupt()
        await stop.wait()
        interrupt()
        await asyncio.sleep(60)

    assert run([Part("stubborn", stubborn)]) is False


def test_a_part_that_does_not_finish_is_left_behind_after_a_while(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "FINISH_WITHIN", 0.05)

    async def stubborn(stop: asyncio.Event, ready: asyncio.Event) -> None:
        interrupt()
        await asyncio.sleep(60)

    assert run([Part("stubborn", stubborn)]) is False
