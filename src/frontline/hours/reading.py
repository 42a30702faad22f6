"""Weekly hours as JSON, as people type them, and as arithmetic takes them.

The JSON is that of rotations: [{"days": ["mon"], "from": "09:00", "to": "17:00"}]. Typed is a day at a time:
"9:00-12:30, 13:00-17:00", "9 to 17", "22:00-06:00" (into the next day), "24 h"; nothing is closed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from frontline.hours.arithmetic import Week, week_of
from frontline.kernel.refusal import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DASH = "\N{EN DASH}"
MOST_IN_A_DAY = 6
_WHOLE_DAY = 1440  # minutes
_CLOSED = {"", "-", DASH, "closed", "off"}
_ALWAYS = {"24h", "24 h", "24 hours", "always"}
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_STRETCH = re.compile(rf"{_TIME}\s*(?:-|{DASH}|\N{{EM DASH}}|to)\s*{_TIME}", re.IGNORECASE | re.ASCII)


class HoursRefused(Invalid):
    """What was said as working hours has no meaning."""

    code = "hours_refused"


class Stretch(NamedTuple):
    """In minutes of a day. Not after `start`, `end` is on the next day."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock_text(self.start)}{DASH}{clock_text(self.end)}"


Hours = tuple[tuple[Stretch, ...], ...]
"""The stretches of each day, from Monday on."""


def typed(text: str) -> tuple[Stretch, ...]:
    """The stretches of one day, in order. Raises HoursRefused."""
    said = text.strip().lower()
    if said in _CLOSED:
        return ()
    if said in _ALWAYS:
        return (Stretch(0, _WHOLE_DAY),)
    found = sorted(_stretch(part.strip()) for part in re.split(r"[,;]| and ", said) if part.strip())
    if len(found) > MOST_IN_A_DAY:
        raise HoursRefused(f"A day can have {MOST_IN_A_DAY} stretches at most.")
    for one, other in pairwise(found):
        if one.end <= one.start or other.start < one.end:
            raise HoursRefused(f"{one} and {other} overlap.")
    return tuple(found)


def in_words(stretches: Iterable[Stretch]) -> str:
    """What `typed` reads: "09:00-12:30, 13:00-17:00", with dashes; empty if there are none."""
    return ", ".join(map(str, stretches))


def as_json(hours: Hours) -> list[dict[str, Any]]:
    """Days with the same stretch together."""
    days: dict[Stretch, list[str]] = {}
    for name, stretches in zip(DAYS, hours, strict=True):
        for stretch in stretches:
            days.setdefault(stretch, []).append(name)
    return [
        {"days": names, "from": clock_text(stretch.start), "to": clock_text(stretch.end)}
        for stretch, names in days.items()
    ]


def from_json(value: Sequence[Mapping[str, Any]]) -> Hours:
    """Of what `as_json` wrote. Raises HoursRefused."""
    days: list[list[Stretch]] = [[] for _ in DAYS]
    try:
        for each in value:
            for name in each["days"]:
                days[DAYS.index(name)].append(_stretch(f"{each['from']}-{each['to']}"))
    except (KeyError, TypeError, ValueError) as error:
        raise HoursRefused("These are no weekly hours.") from error
    return tuple(tuple(sorted(stretches)) for stretches in days)


def week_from(hours: Hours) -> Week:
    """As arithmetic takes it; what overlaps over midnight is one."""
    return week_of(
        (weekday, stretch.start * 60, stretch.end * 60)
        for weekday, stretches in enumerate(hours)
        for stretch in stretches
    )


def _stretch(text: str) -> Stretch:
    match = _STRETCH.fullmatch(text)
    if match is None:
        raise HoursRefused(
            f"“{text[:40]}” are no hours. Write them as 9:00-17:00, two stretches with a comma."
        )
    start, end = _minute(match[1], match[2]), _minute(match[3], match[4])
    if start == _WHOLE_DAY:
        raise HoursRefused("A day ends at 24:00: nothing can begin then.")
    if start == end:
        raise HoursRefused(
            f"{clock_text(start)}-{clock_text(end)} has no length. For the whole day write 0:00-24:00."
        )
    return Stretch(start, end)


def _minute(hour: str, minute: str | None) -> int:
    found = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or found > _WHOLE_DAY:
        raise HoursRefused(f"{hour}:{minute or '00'} is no time of day.")
    return found


def clock_text(minute: int) -> str:
    """A minute of the day as clocks show it: "09:30"; 1440 is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"
