"""Running the parts: each is an asyncio task that is started again when it dies, until all are told to stop."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from frontline.config import embedded

log = structlog.get_logger(__name__)

FINISH_WITHIN = 15.0  # seconds for all parts together; each gives what it is doing 10
PAUSES = (0.5, 1.0, 2.0, 5.0)  # seconds before a part that died is started again
SETTLED_AFTER = 60.0  # seconds; a part that ran this long begins again with the shortest pause

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """`run(stop, ready)` works until `stop` is set, finishes what it is doing, and returns; it sets `ready` when it
    has begun. It may raise anything."""

    name: str
    run: Callable[[asyncio.Event, asyncio.Event], Awaitable[None]]


async def run(parts: list[Part], *, when_ready: Callable[[], None], say: Say) -> bool:
    """Run `parts` until SIGINT or SIGTERM. Whether all of them finished in time."""
    stop, force = asyncio.Event(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, _heard, number, stop, force, say)
    ready = [asyncio.Event() for _ in parts]
    tasks = [asyncio.create_task(_keep(part, stop, each)) for part, each in zip(parts, ready, strict=True)]
    if embedded.is_used():
        tasks.append(asyncio.create_task(_keep_database(stop, say)))
    others = [asyncio.create_task(_tell(ready, when_ready)), asyncio.create_task(_end_with_parent(stop))]
    await stop.wait()
    for each in others:
        each.cancel()
    forced = asyncio.create_task(force.wait())
    finishing = asyncio.create_task(_all_of(tasks))
    await asyncio.wait({finishing, forced}, timeout=FINISH_WITHIN, return_when=asyncio.FIRST_COMPLETED)
    forced.cancel()
    return finishing.done()


async def _all_of(tasks: list[asyncio.Task[None]]) -> bool:
    await asyncio.gather(*tasks)
    return True


def end(finished: bool) -> None:
    """End this process: stop the embedded PostgreSQL if nobody else uses it, and wait for no thread that hangs."""
    embedded.leave()
    if not finished:
        log.warning("process.forced", hint="Something did not finish in time; jobs of it are taken up again.")
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads of pools are joined when Python exits; one that hangs must not hold us up.
    last = threading.Timer(0.0 if not finished else 5.0, _exit)
    last.daemon = True
    last.start()


def _exit() -> None:
    os._exit(1)


def _heard(number: int, stop: asyncio.Event, force: asyncio.Event, say: Say) -> None:
    if stop.is_set():
        force.set()
        return
    if number == signal.SIGINT:
        say("Stopping; what is under way is finished first (Ctrl-C again: at once) ...")
    stop.set()


async def _tell(ready: list[asyncio.Event], when_ready: Callable[[], None]) -> None:
    for each in ready:
        await each.wait()
    when_ready()


async def _end_with_parent(stop: asyncio.Event) -> None:
    """A child of config/multiplying.py does not outlive its parent."""
    parent = os.environ.get("FRONTLINE_PARENT")
    while parent and not stop.is_set():
        if os.getppid() != int(parent):
            stop.set()
        await _pause(stop, 1.0)


async def _keep(part: Part, stop: asyncio.Event, ready: asyncio.Event) -> None:
    """Run a part, again and again."""
    failures = 0
    while not stop.is_set():
        began = time.monotonic()
        try:
            await part.run(stop, ready)
            error: BaseException | None = None
        except Exception as raised:
            error = raised
        if stop.is_set():
            if error is not None:
                log.warning("part.failed_while_stopping", part=part.name, error=str(error))
            return
        failures = 0 if time.monotonic() - began > SETTLED_AFTER else failures
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        failures += 1
        log.error("part.died", part=part.name, error=_words(error), starts_again_in=pause)
        await _pause(stop, pause)


async def _keep_database(stop: asyncio.Event, say: Say) -> None:
    """See that the embedded PostgreSQL runs, while the parts do."""
    while not stop.is_set():
        await _pause(stop, 1.0)
        if stop.is_set() or embedded.is_alive():
            continue
        say("PostgreSQL ended unexpectedly; starting it again ...")
        try:
            await asyncio.to_thread(embedded.revive)
            say("PostgreSQL is back.")
        except Exception as error:
            log.error("database.not_revived", error=_words(error))
            await _pause(stop, 5.0)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


def _words(error: BaseException | None) -> str:
    return "it ended by itself" if error is None else f"{type(error).__name__}: {error}"
