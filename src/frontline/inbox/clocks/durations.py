"""Working time as people type it and read it. A day is a working day of eight hours."""

import re
from datetime import timedelta

from frontline.kernel.refusal import Invalid

DAY = timedelta(hours=8)
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
LONGEST = 250 * DAY
_UNITS = {"m": _MINUTE, "min": _MINUTE, "minute": _MINUTE, "minutes": _MINUTE, "h": _HOUR, "hour": _HOUR}
_UNITS |= {"hours": _HOUR, "d": DAY, "day": DAY, "days": DAY}
_PART = re.compile(r"(\d{1,5})\s*([a-z]+)", re.ASCII)
_NONE = {"", "-", "\N{EN DASH}", "none", "never"}


def typed(text: str) -> timedelta | None:
    """ "15 min", "1 h", "1 h 30 min", "2 days"; nothing, or "-", is None. Raises Invalid."""
    said = text.strip().lower().replace(",", " ")
    if said in _NONE:
        return None
    parts = _PART.findall(said)
    left = _PART.sub("", said).replace("and", "").strip()
    if not parts or left or any(unit not in _UNITS for _, unit in parts):
        raise Invalid(f"“{text.strip()[:30]}” is no length of time. Write 15 min, 1 h 30 min or 2 days.")
    found = sum((int(number) * _UNITS[unit] for number, unit in parts), timedelta())
    if not timedelta() < found <= LONGEST:
        raise Invalid(f"“{text.strip()[:30]}” is too short or too long: from 1 min to {in_words(LONGEST)}.")
    return found


def in_words(length: timedelta | None) -> str:
    """What `typed` reads: "1 day 30 min"; empty for None. Parts of a minute are left out."""
    if length is None:
        return ""
    days, rest = divmod(length, DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    said = [f"{days} {'day' if days == 1 else 'days'}"] if days else []
    said += [f"{hours} h"] if hours else []
    said += [f"{minutes} min"] if minutes or not said else []
    return " ".join(said)


def exactly(length: timedelta) -> str:
    """To the second, for explanations: "9:05:30", hours first, however many."""
    seconds = int(abs(length).total_seconds())
    sign = "-" if length < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
