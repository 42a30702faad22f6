"""Values that a process keeps, and makes anew once their version has changed."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` made of the last version that `version` gave; a look-up of the version is cheap, making is not.

    With `knows_zero` false, version 0 says that there is none yet, and each question makes it anew. Two threads may
    make it at the same time; the later one stays.
    """

    def __init__(
        self, version: Callable[[], int], make: Callable[[int], T], *, knows_zero: bool = True
    ) -> None:
        self._version, self._make, self._knows_zero = version, make, knows_zero
        self._lock = threading.Lock()
        self._found: tuple[int, T] | None = None
        self._asked = float("-inf")

    def current(self) -> T:
        """Right to the moment: the version is looked up."""
        number, asked = self._version(), time.monotonic()
        with self._lock:
            found = self._found
        if found is None or found[0] != number or not (number or self._knows_zero):
            found = number, self._make(number)
        with self._lock:
            self._found, self._asked = found, asked
        return found[1]

    def recent(self, fresh_for: float) -> T:
        """As it was at most `fresh_for` seconds ago."""
        with self._lock:
            found = self._found
            is_fresh = time.monotonic() - self._asked < fresh_for
        return found[1] if found is not None and is_fresh else self.current()

    def forget(self) -> None:
        """Make it anew next time: this process has changed what it is made of."""
        with self._lock:
            self._found, self._asked = None, float("-inf")
