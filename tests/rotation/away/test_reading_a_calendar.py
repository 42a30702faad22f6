"""A calendar's entries as absences."""

from datetime import UTC, datetime, timedelta

import pytest

from frontline.rotation.away.entries import Found
from frontline.rotation.away.reading import read
from tests.rotation.away.calendars import calendar, days, entry

SINCE = datetime(2026, 11, 21, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=366)


def found(*parts, zone="Europe/Berlin", words=(), **more):
    return list(read(calendar(*parts, **more), zone=zone, since_at=SINCE, until_at=UNTIL, words=words).found)


def times(*parts, **more):
    return [(each.from_at.isoformat()[:16], each.until_at.isoformat()[:16]) for each in found(*parts, **more)]


def test_whole_days_are_days_in_the_persons_zone() -> None:
    assert found(days("20261224", "20261227"), zone="America/Chicago") == [
        Found(
            datetime(2026, 12, 24, 6, tzinfo=UTC),
            datetime(2026, 12, 27, 6, tzinfo=UTC),
            True,
            "Vacation",
            "one@calendar.example",
        )
    ]


def test_a_day_on_which_the_clocks_change_has_its_own_length() -> None:
    assert times(days("20270328", "20270329")) == [("2027-03-27T23:00", "2027-03-28T22:00")]


def test_a_day_without_an_end_is_that_day() -> None:
    assert times(entry("DTSTART;VALUE=DATE:20261224")) == [("2026-12-23T23:00", "2026-12-24T23:00")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20261224T100000Z", "DTEND:20261224T120000Z"], ("2026-12-24T10:00", "2026-12-24T12:00")),
        (["DTSTART:20261224T100000", "DTEND:20261224T120000"], ("2026-12-24T09:00", "2026-12-24T11:00")),
        (["DTSTART;TZID=America/New_York:20261224T100000", "DURATION:PT2H"], ("2026-12-24T15:00", "2026-12-24T17:00")),
        (["DTSTART;TZID=Eastern Standard Time:20261224T100000", "DURATION:PT2H"],
         ("2026-12-24T15:00", "2026-12-24T17:00")),
        (["DTSTART;TZID=/vendor/Asia/Tokyo:20261224T100000", "DURATION:P1D"], ("2026-12-24T01:00", "2026-12-25T01:00")),
        (["DTSTART;TZID=Nowhere:20261224T100000", "DURATION:PT2H"], ("2026-12-24T09:00", "2026-12-24T11:00")),
    ],
    ids=["utc", "no zone: the person's", "zone", "Windows zone", "vendor's zone", "unknown zone: the person's"],
)  # fmt: skip
def test_times_are_read_in_their_zone(lines: list[str], expected: tuple[str, str]) -> None:
    assert times(entry(*lines)) == [expected]


def test_a_duration_in_hours_is_hours_that_pass_and_in_days_is_days_on_the_wall_clock() -> None:
    evening = "DTSTART;TZID=Europe/Berlin:20270327T200000"

    assert times(entry(evening, "DURATION:PT20H")) == [("2027-03-27T19:00", "2027-03-28T15:00")]
    assert times(entry(evening, "DURATION:P1D")) == [("2027-03-27T19:00", "2027-03-28T18:00")]


def zone_of_its_own(offset: str) -> str:
    return "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Head office",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            f"TZOFFSETFROM:{offset}",
            f"TZOFFSETTO:{offset}",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )


def test_a_zone_that_a_calendar_describes_is_that_calendars_alone() -> None:
    ten = entry("DTSTART;TZID=Head office:20261224T100000", "DURATION:PT1H")

    assert times(zone_of_its_own("+0300"), ten) == [("2026-12-24T07:00", "2026-12-24T08:00")]
    assert times(zone_of_its_own("-0500"), ten) == [("2026-12-24T15:00", "2026-12-24T16:00")]


def test_a_series_gives_each_day_but_those_taken_out_and_moved() -> None:
    series = entry(
        "DTSTART;VALUE=DATE:20261204",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;VALUE=DATE:20261211",
        uid="fridays",
    )
    moved = entry(
        "RECURRENCE-ID;VALUE=DATE:20261218",
        "DTSTART;VALUE=DATE:20261221",
        uid="fridays",
        summary="Day off, moved",
    )

    assert [(each.from_at.date().isoformat(), each.summary) for each in found(series, moved, zone="UTC")] == [
        ("2026-12-04", "Vacation"),
        ("2026-12-21", "Day off, moved"),
        ("2026-12-25", "Vacation"),
    ]


def test_a_series_keeps_its_time_on_the_wall_clock() -> None:
    weekly = entry("DTSTART;TZID=Europe/Berlin:20270326T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")

    assert times(weekly) == [
        ("2027-03-26T08:00", "2027-03-26T09:00"),
        ("2027-04-02T07:00", "2027-04-02T08:00"),
    ]


def test_what_was_cancelled_is_left_out() -> None:
    series = entry("DTSTART;VALUE=DATE:20261204", "RRULE:FREQ=WEEKLY;COUNT=2", uid="fridays")
    one_of_it = entry("RECURRENCE-ID;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261211", "STATUS:CANCELLED",
                      uid="fridays")  # fmt: skip
    whole = entry("DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED", uid="gone")

    assert [each.from_at.date().isoformat() for each in found(series, one_of_it, whole, zone="UTC")] == [
        "2026-12-04"
    ]


def test_the_zone_that_google_says_for_the_calendar_holds_for_its_times_in_utc() -> None:
    """Google writes a series in UTC, and means the wall clock of X-WR-TIMEZONE."""
    series = entry("DTSTART:20270326T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")

    assert times(series, X_WR_TIMEZONE="Europe/Berlin") == [
        ("2027-03-26T08:00", "2027-03-26T09:00"),
        ("2027-04-02T07:00", "2027-04-02T08:00"),
    ]


def test_only_the_coming_year_is_read_and_what_reaches_into_it_is_whole() -> None:
    assert times(
        days("20261101", "20261110", uid="over"),
        days("20261115", "20261201", uid="reaches in"),
        days("20280101", "20280102", uid="far"),
        zone="UTC",
    ) == [("2026-11-15T00:00", "2026-12-01T00:00")]


def test_an_absence_without_an_end_in_sight_stays_within_the_years_that_shifts_have() -> None:
    (long,) = found(days("19000101", "99990101"))

    assert (long.from_at.year, long.until_at.year) == (2000, 2190)


@pytest.mark.parametrize(
    ("title", "is_meant"),
    [
        ("Vacation", True),
        ("ANN: VACATION!", True),
        ("Vacations in May", True),
        ("Out of office", True),
        ("PTO", True),
        ("Laptop fair", False),
        ("Leaves fall", True),
        ("Cleaver workshop", False),
        ("Standup", False),
        ("", False),
    ],
)
def test_with_words_only_titles_with_one_of_them_count(title: str, is_meant: bool) -> None:
    words = ["vacation", " out of office ", "leave", "PTO", ""]

    assert bool(found(days("20261224", "20261227", summary=title), words=words)) is is_meant


def test_words_are_words_and_no_pattern() -> None:
    assert found(days("20261224", "20261227", summary="anything"), words=[".*", "("]) == []


def test_the_title_of_the_changed_one_of_a_series_counts_for_it() -> None:
    series = entry(
        "DTSTART;VALUE=DATE:20261204", "RRULE:FREQ=WEEKLY;COUNT=2", uid="fridays", summary="Standup"
    )
    changed = entry(
        "RECURRENCE-ID;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261211", uid="fridays", summary="Leave"
    )

    assert [each.from_at.day for each in found(series, changed, zone="UTC", words=["leave"])] == [11]


def test_titles_are_one_short_line() -> None:
    (one,) = found(days("20261224", "20261227", summary="a\\nb\x07c" + "d" * 500))

    assert one.summary.startswith("a b cddd")
    assert len(one.summary) == 160


def test_entries_without_an_identity_are_all_read() -> None:
    nameless = [days("20261224", "20261225", uid=""), days("20261226", "20261227", uid="")]

    assert len(found(*nameless)) == 2


def test_two_calendars_in_one_answer_are_both_read() -> None:
    both = calendar(days("20261224", "20261225")) + calendar(days("20261226", "20261227"))

    assert len(read(both, zone="UTC", since_at=SINCE, until_at=UNTIL).found) == 2
