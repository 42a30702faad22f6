"""The promises as they stand, kept in this process and read anew when there is a newer version."""

import threading
import time
from dataclasses import dataclass

from frontline.inbox.clocks.rules import DEFAULTS, Promise, from_json
from frontline.inbox.models import ClockRules

FRESH_FOR = 1.0  # seconds in which a process does not ask again whether there is a newer version


@dataclass
class _Kept:
    version: int = -1
    rules: tuple[Promise, ...] = ()
    asked: float = float("-inf")


_lock = threading.Lock()
_kept = _Kept()


def current() -> tuple[Promise, ...]:
    """The promises, right to the moment: one query, and one more if there is a newer version."""
    number, asked = version(), time.monotonic()
    with _lock:
        if _kept.version == number:
            _kept.asked = asked
            return _kept.rules
    found = rules_of(number)
    with _lock:
        _kept.version, _kept.rules, _kept.asked = number, found, asked
    return found


def recent() -> tuple[Promise, ...]:
    """The promises as they were at most FRESH_FOR seconds ago: mostly without any query."""
    with _lock:
        is_fresh = time.monotonic() - _kept.asked < FRESH_FOR
        found = _kept.rules
    return found if is_fresh else current()


def forget() -> None:
    """Ask anew next time: this process has changed them."""
    with _lock:
        _kept.version, _kept.asked = -1, float("-inf")


def version() -> int:
    """The number of the promises that hold now; 0 for the defaults."""
    return ClockRules.objects.values_list("pk", flat=True).first() or 0


def rules_of(number: int) -> tuple[Promise, ...]:
    """The promises of a version."""
    row = ClockRules.objects.filter(pk=number).first() if number else None
    return from_json(row.rules) if row else DEFAULTS
