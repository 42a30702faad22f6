"""What the mail server asks of the database, in threads of its own: a slow disk never stops the sockets."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from frontline.channels.email import addresses
from frontline.inbox import accepting

log = structlog.get_logger(__name__)
Result = TypeVar("Result")


class Storing:
    """A small pool of threads, each with a database connection of its own."""

    def __init__(self, threads: int, patience: float) -> None:
        """`patience` is how many seconds one question may take before its asker must come back later."""
        self._connections: list[BaseDatabaseWrapper] = []
        self._threads = ThreadPoolExecutor(threads, "mail", initializer=self._remember_connection)
        self._patience = patience

    async def standing(self, address: str) -> addresses.Standing:
        """What a recipient is to us. Raises django.db.Error or TimeoutError when nobody can say."""
        return await self._in_thread(addresses.standing, address)

    async def accept(self, raw: bytes, envelope: dict[str, Any]) -> None:
        """Keep a mail, committed when this returns. Raises django.db.Error or TimeoutError."""
        await self._in_thread(_accept, raw, envelope)

    def close(self) -> None:
        """Wait for what is being stored, then close the connections."""
        self._threads.shutdown(wait=True)
        for each in self._connections:
            each.close()

    async def _in_thread(self, function: Callable[..., Result], *args: object) -> Result:
        future = asyncio.get_running_loop().run_in_executor(self._threads, _on_own_connection, function, args)
        future.add_done_callback(_heard)
        # Shielded: who gives up waiting does not undo what is being committed. A mail stored after its
        # sender was told to try again comes a second time, and is recognised.
        return await asyncio.wait_for(asyncio.shield(future), self._patience)

    def _remember_connection(self) -> None:
        ours = connections["default"]
        ours.inc_thread_sharing()
        self._connections.append(ours)


def _heard(future: "asyncio.Future[Any]") -> None:
    """A failure that nobody waits for any more is not worth a warning of asyncio's."""
    if not future.cancelled():
        future.exception()


def _on_own_connection(function: Callable[..., Result], args: tuple[object, ...]) -> Result:
    """Ask; if that fails, once more on a new connection: the old one may be from before a restart or a failover.

    Cheaper than checking the connection before each use. What is asked may be asked twice: a look-up changes nothing,
    and of a mail that was stored after all the second copy is recognised.
    """
    ours = connections["default"]
    try:
        return function(*args)
    except Error:
        ours.close()
    try:
        return function(*args)
    except Error:
        ours.close()
        raise


def _accept(raw: bytes, envelope: dict[str, Any]) -> None:
    external_id, digest = identify(raw)
    accepting.accept("email", external_id=external_id, digest=digest, raw=raw, envelope=envelope)


def identify(raw: bytes) -> tuple[str, str]:
    """Message-ID and digest of a mail; of one that can't be made out, the digest of its bytes for both."""
    try:
        from frontline.channels.email import identity

        external_id, digest = identity.identity(raw)
        return external_id, digest
    except Exception:
        # Whatever is wrong with it, it is kept: the parser says later, and visibly, what it can't read.
        log.exception("mail.identity_failed", size=len(raw))
        digest = hashlib.sha256(raw).hexdigest()
        return f"sha256:{digest}", digest
