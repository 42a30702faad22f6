"""Times and reasons in the words of the rotation page."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from frontline.rotation.plan.people import Person

_HOW = {"override": "override", "swap with ": "swap", "cover": "cover"}


def moment(at: datetime, zone: str, now: datetime) -> str:
    """ "Mon 9 Mar 09:00", with the year if it is not this one."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def span(from_at: datetime, until_at: datetime, zone: str, now: datetime) -> str:
    """ "Mon 9 Mar 09:00 to 17:00", or with both days; with both offsets if the clocks change in between."""
    here = ZoneInfo(zone)
    start, end = from_at.astimezone(here), until_at.astimezone(here)
    last = f"{end:%H:%M}" if start.date() == end.date() else moment(until_at, zone, now)
    return f"{moment(from_at, zone, now)} to {last}"


def how(because: str) -> str:
    """What moved somebody there: "override", "swap", "cover", or "" if it is the order. Also within a derived one."""
    inner = because.partition("(")[2] if because.startswith("derived") else because
    return next((kind for begin, kind in _HOW.items() if inner.startswith(begin)), "")


def names(people: Sequence[Person], me: int, most: int = 3, you: str = "You") -> str:
    """ "You and Tom Lindqvist"; of many the first, and how many more."""
    told = [
        you if person.pk == me else person.name for person in sorted(people, key=lambda each: each.pk != me)
    ]
    if len(told) > most:
        told = [*told[: most - 1], f"{len(told) - most + 1} others"]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def zone_name(zone: str) -> str:
    return zone.replace("_", " ")


def minutes(count: int) -> str:
    """How far the clocks are put, of either sign: "an hour", "30 minutes"."""
    return "an hour" if abs(count) == 60 else f"{abs(count)} minutes"
