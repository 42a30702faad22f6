"""The plan as it stands, kept in this process and asked for anew when its number has changed."""

import threading
import time
from dataclasses import dataclass

from django.db import connection

from frontline.rotation.models import PlanVersion
from frontline.rotation.plan.loading import Plan, load

FRESH_FOR = 1.0  # seconds in which a process does not ask again whether the plan has changed


@dataclass
class _Kept:
    plan: Plan | None = None
    asked: float = float("-inf")


_lock = threading.Lock()
_kept = _Kept()


def current() -> Plan:
    """The plan, right to the moment: one look-up of its number, and six queries more if it has changed."""
    number = PlanVersion.objects.values_list("number", flat=True).first() or 0
    return _of(number)


def recent() -> Plan:
    """The plan as it was at most FRESH_FOR seconds ago: for what every page shows, mostly without any query."""
    with _lock:
        kept = _kept.plan
        is_fresh = time.monotonic() - _kept.asked < FRESH_FOR
    return kept if kept is not None and is_fresh else current()


def forget() -> None:
    """Ask anew next time: this process has changed the plan."""
    with _lock:
        _kept.plan, _kept.asked = None, float("-inf")


def bump() -> None:
    """The plan has changed, in the caller's transaction.

    The number comes from a sequence, so that one taken by a transaction that failed is never used for another plan.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO rotation_planversion (id, number)"
            " VALUES (1, nextval(pg_get_serial_sequence('rotation_planversion', 'id')))"
            " ON CONFLICT (id) DO UPDATE SET number = excluded.number"
        )
    forget()


def _of(number: int) -> Plan:
    with _lock:
        if _kept.plan is not None and _kept.plan.number == number:
            _kept.asked = time.monotonic()
            return _kept.plan
    asked = time.monotonic()
    plan = load(number)
    with _lock:
        _kept.plan, _kept.asked = plan, asked
    return plan
