"""The time zones that people choose from."""

import zoneinfo
from functools import cache

_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def names() -> tuple[str, ...]:
    """IANA names of places, such as Europe/Dublin, and UTC; without the old aliases and the bare offsets."""
    return ("UTC", *sorted(n for n in zoneinfo.available_timezones() if n.split("/")[0] in _AREAS))


def known(name: str) -> str:
    """`name`, or UTC if that isn't a zone."""
    return name if name in names() else "UTC"
