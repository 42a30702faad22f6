"""The one place where Frontline asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """This instant, aware, in UTC. Tests freeze it with time-machine."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Within the block it is `instant`, for this thread or task only: the sample workspace is built in the past so."""
    token = _standing.set(instant)
    try:
        yield
    finally:
        _standing.reset(token)
