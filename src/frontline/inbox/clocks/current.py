"""The promises as they stand, kept in this process and read anew when there is a newer version."""

from frontline.inbox.clocks.rules import DEFAULTS, Promise, from_json
from frontline.inbox.models import ClockRules
from frontline.kernel.kept import Kept

FRESH_FOR = 1.0  # seconds in which a process does not ask again whether there is a newer version


def current() -> tuple[Promise, ...]:
    """The promises, right to the moment: one query, and one more if there is a newer version."""
    return _kept.current()


def recent() -> tuple[Promise, ...]:
    """The promises as they were at most FRESH_FOR seconds ago: mostly without any query."""
    return _kept.recent(FRESH_FOR)


def forget() -> None:
    """Ask anew next time: this process has changed them."""
    _kept.forget()


def version() -> int:
    """The number of the promises that hold now; 0 for the defaults."""
    return ClockRules.objects.values_list("pk", flat=True).first() or 0


def rules_of(number: int) -> tuple[Promise, ...]:
    """The promises of a version."""
    row = ClockRules.objects.filter(pk=number).first() if number else None
    return from_json(row.rules) if row else DEFAULTS


_kept = Kept(version, rules_of)
