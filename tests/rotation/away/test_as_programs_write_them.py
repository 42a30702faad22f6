"""Calendars in the shapes in which Google, Exchange and a holiday planner publish them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from frontline.rotation.away.calendars import WORDS
from frontline.rotation.away.reading import read

PAYLOADS = Path(__file__).parent / "payloads"
SINCE = datetime(2026, 11, 21, tzinfo=UTC)
EXPECTED = {
    "google.ics": [
        ("2026-12-02T13:00", "2026-12-02T17:00", "Out of office"),
        ("2026-12-17T13:00", "2026-12-17T15:00", "Out of office"),
        (
            "2026-12-23T23:00",
            "2026-12-26T23:00",
            "Vacation in Bergen, with a long title that is folded by the program that wrote it",
        ),
    ],
    "outlook.ics": [
        ("2027-02-26T12:00", "2027-02-26T16:00", "Out of office"),
        ("2027-03-26T12:00", "2027-03-26T16:00", "Out of office"),
        ("2027-03-28T22:00", "2027-04-02T22:00", "Holiday"),
    ],
    "planner.ics": [("2026-12-27T23:00", "2026-12-30T23:00", "Mia Rask (Paid leave - 3 days)")],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_they_are_read(name: str) -> None:
    told = read(
        (PAYLOADS / name).read_bytes(),
        zone="Europe/Berlin",
        since_at=SINCE,
        until_at=SINCE + timedelta(days=366),
        words=WORDS.split(","),
    )

    assert told.unreadable == 0
    assert [
        (f"{each.from_at:%Y-%m-%dT%H:%M}", f"{each.until_at:%Y-%m-%dT%H:%M}", each.summary)
        for each in told.found
    ] == EXPECTED[name]
