"""The plan as it stands, kept in this process and asked for anew when its number has changed."""

from django.db import connection

from frontline.kernel.kept import Kept
from frontline.rotation.models import PlanVersion
from frontline.rotation.plan.loading import Plan, load

FRESH_FOR = 1.0  # seconds in which a process does not ask again whether the plan has changed


def _number() -> int:
    return PlanVersion.objects.values_list("number", flat=True).first() or 0


_kept = Kept(_number, load)


def current() -> Plan:
    """The plan, right to the moment: one look-up of its number, and six queries more if it has changed."""
    return _kept.current()


def recent() -> Plan:
    """The plan as it was at most FRESH_FOR seconds ago: for what every page shows, mostly without any query."""
    return _kept.recent(FRESH_FOR)


def forget() -> None:
    """Ask anew next time: this process has changed the plan."""
    _kept.forget()


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
