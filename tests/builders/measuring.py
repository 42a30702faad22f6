"""Coverage, laid down where it costs much and finds nothing: tracing doubles what Python does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage

# What coverage asks of each process that a test starts (`patch = ["subprocess"]` in pyproject.toml).
OF_PROCESSES = ("COVERAGE_",)


@contextmanager
def unmeasured() -> Iterator[None]:
    """Without coverage in this process, if it was measured at all."""
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()


def without_measuring() -> dict[str, str]:
    """The environment of a process whose lines other tests cover."""
    return {key: value for key, value in os.environ.items() if not key.startswith(OF_PROCESSES)}
