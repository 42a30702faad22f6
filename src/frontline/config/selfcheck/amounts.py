"""Durations in words."""

from datetime import datetime

from frontline.kernel import clock


def seconds_since(instant: datetime | None) -> float:
    """Seconds that passed since `instant`: 0 for none, and for one that is still to come."""
    return max(0.0, (clock.now() - instant).total_seconds()) if instant else 0.0


def in_words(seconds: float) -> str:
    """`seconds` to the unit that matters: "4 seconds", "12 minutes", "3 hours", "5 days"."""
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return counted(int(seconds // size), unit)
    return counted(int(seconds), "second")


def counted(number: int, noun: str, plural: str = "", *, most: int | None = None) -> str:
    """One mail: "1 mail"; several: "7 mails"; where counting stopped: "more than 1,000 mails"."""
    several = plural or f"{noun}s"
    if most is not None and number > most:
        return f"more than {most:,} {several}"
    return f"{number:,} {noun if number == 1 else several}"
