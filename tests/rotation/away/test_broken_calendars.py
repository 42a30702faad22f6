"""Whatever an address gives, reading it ends with absences or with one sentence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.away import reading
from frontline.rotation.away.reading import CalendarRefused, read
from tests.rotation.away.calendars import calendar, days, entry

SINCE = datetime(2026, 11, 21, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=366)


GOOD = calendar(
    "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:20001029T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE",
    entry(
        "DTSTART;TZID=Office:20261204T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=9",
        "EXDATE:20261211T080000Z",
    ),
    entry(
        "RECURRENCE-ID;TZID=Office:20261218T090000", "DTSTART;TZID=Office:20261219T090000", "DURATION:PT1H"
    ),
    days("20261224", "20261227", uid="two"),
    X_WR_TIMEZONE="Europe/Berlin",
)
WORDS = b"DTSTART RRULE:FREQ=DAILY TZID BEGIN:VEVENT END:VEVENT : ; = 9999 -1 \x00 \xff".split()


def read_it(content: bytes) -> reading.Reading:
    return read(content, zone="Europe/Berlin", since_at=SINCE, until_at=UNTIL)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no calendar"),
        (b"\xff\xfe\x00", "no calendar"),
        (b"<!DOCTYPE html><html><title>Sign in</title>", "a web page, not a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "broken"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "broken"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR", "broken"),
        (GOOD[:-20], "its end is missing"),
        (b"BEGIN:X\r\n" * 5000 + b"BEGIN:VCALENDAR\r\n", "no calendar"),
        (b"BEGIN:VCALENDAR\r\n" * 5000, "broken"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(CalendarRefused, match=sentence):
        read_it(content)


def test_a_calendar_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(CalendarRefused, match="larger than 5 MB"):
        read_it(calendar(days("20261224", "20261227")) + b" " * reading.MOST_BYTES)


def test_more_entries_than_anybody_can_be_away_for_are_refused() -> None:
    daily = [entry("DTSTART:20261201T0900Z", "RRULE:FREQ=DAILY", uid=str(number)) for number in range(6)]
    every_day = [
        entry("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY", uid=f"all{number}") for number in range(6)
    ]

    with pytest.raises(CalendarRefused, match="more than 2,000 entries"):
        read_it(calendar(*daily, *every_day))


def test_a_calendar_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", -1.0)

    with pytest.raises(CalendarRefused, match="too long"):
        read_it(calendar(days("20261224", "20261227")))


@pytest.mark.parametrize(
    "broken",
    [
        entry("DTSTART:tomorrow", uid="broken"),
        entry(uid="broken"),
        entry("DTSTART:20261224T100000Z", "DTEND:20251224T100000Z", uid="broken"),
        entry("DTSTART:20261224T100000Z", "DTEND;VALUE=DATE:20261226", uid="broken"),
        entry("DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=SOMETIMES", uid="broken"),
        entry("DTSTART:20261224T100000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY", uid="broken"),
        entry("DTSTART:20261224T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMINUTE=1,2,3", uid="broken"),
    ],
)
def test_one_broken_entry_does_not_hide_the_others_and_is_counted(broken: str) -> None:
    told = read_it(calendar(broken, days("20261224", "20261227", uid="good")))

    assert [each.uid for each in told.found] == ["good"]
    assert told.unreadable == 1


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence(content: bytes) -> None:
    with pytest.raises(CalendarRefused) as refused:
        read_it(content)
    assert refused.value.sentence.endswith(".")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The good calendar after somebody's editor was at it."""
    lines = GOOD.split(b"\r\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("drop", "double", "cut", "put in", "swap"))):
            case "drop":
                lines[at] = b""
            case "double":
                lines.insert(at, lines[at])
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, 12))]
            case "put in":
                middle = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:middle] + draw(st.sampled_from(WORDS)) + lines[at][middle:]
            case _:
                lines[at], lines[0] = lines[0], lines[at]
    return b"\r\n".join(lines)


@settings(max_examples=250, deadline=None)
@given(damaged())
def test_a_damaged_calendar_is_read_in_part_or_refused(content: bytes) -> None:
    try:
        told = read_it(content).found
    except CalendarRefused:
        told = ()
    for each in told:
        assert each.from_at < each.until_at
        assert each.from_at < UNTIL
        assert each.until_at > SINCE
        assert each.from_at.tzinfo is UTC
        assert not {"\0", "\n"} & set(each.summary + each.uid)
