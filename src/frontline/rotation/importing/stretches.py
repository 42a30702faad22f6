"""Stretches of the week as hours of ours: an entry lasts a day at most, so longer ones are cut at midnight."""

from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 86_400
WEEK = 7 * DAY


def hours(stretches: list[tuple[int, int]]) -> list[dict[str, Any]] | None:
    """Weekly hours from (second of the week from Monday, length in seconds); None if they are always.

    Whole minutes only: what begins within one begins with it. Days that have the same hours are one entry.
    """
    pieces: set[tuple[int, int, int]] = set()
    for start, length in stretches:
        if length >= WEEK:
            return None
        begin, end = start // 60 * 60, (start + length) // 60 * 60
        while begin < end:
            day, second = divmod(begin % WEEK, DAY)
            until = min(end - begin + second, DAY)
            pieces.add((second, until, day))
            begin += until - second
    by_time: dict[tuple[int, int], list[int]] = {}
    for second, until, day in sorted(pieces):
        by_time.setdefault((second, until), []).append(day)
    found = [
        {"days": [DAYS[day] for day in days], "from": _clock(second), "to": _clock(until)}
        for (second, until), days in by_time.items()
    ]
    return None if all(_is_always(found, day) for day in DAYS) else found


def _is_always(found: list[dict[str, Any]], day: str) -> bool:
    return any(day in each["days"] and (each["from"], each["to"]) == ("00:00", "24:00") for each in found)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
