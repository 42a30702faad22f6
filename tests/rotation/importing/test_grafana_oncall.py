"""Schedules of Grafana OnCall: its shifts as layers of ours, with the same result."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontline.rotation.importing import grafana_api
from frontline.rotation.importing.comparing import compare
from frontline.rotation.importing.fetching import NotFetched
from frontline.rotation.importing.grafana_oncall import read
from frontline.rotation.importing.schedule import NotUnderstood
from frontline.rotation.reading import read as read_spec
from frontline.rotation.spec import Interval
from tests.peers.grafana_oncall import GrafanaOnCall, grafana_oncall

__all__ = ["grafana_oncall"]

DAY = 86_400
PUBLISHED = Path(__file__).parents[1] / "published" / "grafana-oncall.json"
WEEKDAYS, WEEKEND = ["MO", "TU", "WE", "TH", "FR"], ["SA", "SU"]

# The shifts of grafana/oncall engine/apps/schedules/tests/custom_shift_test_cases.py in the form of its HTTP API; what
# comes of them is in the published cases of the same names.
SHIFTS = {
    "Original Test Case": (3, "2024-08-01", ["FR"], "daily", 1),
    "Weekdays Start Monday Daily": (5, "2024-08-05", WEEKDAYS, "daily", 1),
    "Weekdays Start Monday Daily Interval 2": (4, "2024-08-05", WEEKDAYS, "daily", 2),
    "Weekdays Start Monday Weekly": (5, "2024-08-05", WEEKDAYS, "weekly", 1),
    "Weekdays Start Monday Monthly": (5, "2024-08-26", WEEKDAYS, "monthly", 1),
    "Weekdays Start Thursday Daily": (5, "2024-08-08", WEEKDAYS, "daily", 1),
    "Weekdays Start Thursday Weekly": (5, "2024-08-08", WEEKDAYS, "weekly", 1),
    "Weekdays Start Thursday Monthly": (5, "2024-08-29", WEEKDAYS, "monthly", 1),
    "Weekends Start Saturday": (3, "2024-08-03", WEEKEND, "daily", 1),
    "Weekends Start Saturday Users > Shifts": (5, "2024-08-03", WEEKEND, "daily", 1),
    "Weekends Start Thursday": (3, "2024-08-01", WEEKEND, "daily", 1),
    "Weekends Start Thursday Users > Shifts": (6, "2024-08-01", WEEKEND, "daily", 1),
    "Weekends Start Thursday Interval 2": (3, "2024-08-01", WEEKEND, "daily", 2),
    "Weekends Start Saturday Weekly": (3, "2024-08-01", WEEKEND, "weekly", 1),
    "Weekends Start Saturday Weekly Interval 2": (3, "2024-08-01", WEEKEND, "weekly", 2),
    "Weekends Start Thursday Monthly": (3, "2024-08-29", WEEKEND, "monthly", 1),
}
CASES = {each["name"]: each for each in json.loads(PUBLISHED.read_text())}


def shift(*groups, frequency="weekly", interval=1, by_day=None, start="2026-03-02T09:00:00", **more):
    return {
        "id": "O1",
        "name": "Shift 1",
        "type": "rolling_users",
        "team_id": None,
        "time_zone": None,
        "level": 0,
        "start": start,
        "duration": 7 * DAY,
        "frequency": frequency,
        "interval": interval,
        "week_start": "MO",
        "by_day": by_day,
        "by_month": None,
        "by_monthday": None,
        "rolling_users": [list(group) for group in groups],
        "start_rotation_from_user_index": 0,
        **more,
    }


def answer(*shifts, type="calendar", zone="UTC", finals=(), users=(), **more):
    numbered = [{**each, "id": f"O{number}"} for number, each in enumerate(shifts, 1)]
    schedule = {
        "id": "S1",
        "name": "Primary",
        "type": type,
        "time_zone": zone,
        "shifts": [each["id"] for each in numbered],
        **more,
    }
    return {
        "schedule": schedule,
        "on_call_shifts": numbered,
        "users": list(users),
        "final_shifts": [
            {
                "user_pk": who,
                "user_email": f"{who}@x.example",
                "user_username": who,
                "shift_start": a,
                "shift_end": b,
            }
            for who, a, b in finals
        ],
    }


def compared(*shifts, since="2026-03-02T00:00:00Z", until="2026-04-13T00:00:00Z", **more):
    found = read(answer(*shifts, **more))
    return found, compare(found, window(since, until))


def window(since, until):
    return Interval(*(int(datetime.fromisoformat(each).timestamp()) for each in (since, until)))


@pytest.mark.parametrize("name", SHIFTS)
def test_the_published_shifts_have_the_published_result(name):
    count, start, days, frequency, interval = SHIFTS[name]
    groups = [[letter] for letter in "ABCDEFGH"[:count]]
    begun = f"{start}T00:00:00"
    found = read(
        answer(
            shift(*groups, frequency=frequency, interval=interval, by_day=days, start=begun, duration=DAY),
            type="web",
        )
    )
    assert found.left == ()
    for at, on in CASES[name]["expect"]["on"].items():
        if at < begun:  # in a week or month of theirs that had begun before it
            continue
        within = window(at, at[:11] + "12:00:01Z")
        assert [each.ours for each in compare(found, within).differences] == ([tuple(on)] if on else []), at


def test_all_days_and_groups_of_several():
    groups, starts = [("A", "B"), ("C",)], "2024-08-14T00:00:00"
    found = read(answer(shift(*groups, frequency="daily", start=starts, duration=DAY)))
    for at, on in CASES["All Days uneven groups"]["expect"]["on"].items():
        assert compare(found, window(at, at[:11] + "12:00:01Z")).differences[0].ours == tuple(on)


def test_weeks_of_a_calendar_schedule_keep_their_hour_over_a_clock_change():
    _, comparison = compared(
        shift(("ann",), ("bob",), start="2026-03-23T09:00:00"),
        zone="Europe/Berlin",
        finals=[
            ("ann", "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"),
            ("bob", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"),
            ("ann", "2026-04-06T07:00:00Z", "2026-04-13T07:00:00Z"),
        ],
        until="2026-04-13T07:00:00Z",
    )
    assert comparison.is_equal


def test_a_schedule_made_on_its_pages_counts_in_utc():
    _, comparison = compared(
        shift(("ann",), ("bob",), start="2026-03-23T08:00:00"),
        zone="Europe/Berlin",
        type="web",
        finals=[
            ("ann", "2026-03-23T08:00:00Z", "2026-03-30T08:00:00Z"),
            ("bob", "2026-03-30T08:00:00Z", "2026-04-06T08:00:00Z"),
        ],
        until="2026-04-06T08:00:00Z",
    )
    assert comparison.is_equal


def test_levels_overrides_and_fixed_users():
    _, comparison = compared(
        shift(("ann",), ("bob",), start="2026-03-02T00:00:00"),
        shift(
            type="recurrent_event",
            users=["cid", "dan"],
            level=1,
            frequency="weekly",
            by_day=["TU"],
            start="2026-03-03T20:00:00",
            duration=12 * 3600,
        ),
        shift(type="override", users=["eve"], start="2026-03-05T10:00:00", duration=3600),
        finals=[
            ("ann", "2026-03-02T00:00:00Z", "2026-03-03T20:00:00Z"),
            ("cid", "2026-03-03T20:00:00Z", "2026-03-04T08:00:00Z"),
            ("dan", "2026-03-03T20:00:00Z", "2026-03-04T08:00:00Z"),
            ("ann", "2026-03-04T08:00:00Z", "2026-03-05T10:00:00Z"),
            ("eve", "2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z"),
            ("ann", "2026-03-05T11:00:00Z", "2026-03-09T00:00:00Z"),
        ],
        until="2026-03-09T00:00:00Z",
    )
    assert comparison.differences == ()


def test_a_rotation_that_begins_with_another_and_ends():
    _, comparison = compared(
        shift(("ann",), ("bob",), ("cid",), start_rotation_from_user_index=2, until="2026-03-15T00:00:00"),
        finals=[
            ("cid", "2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"),
            ("ann", "2026-03-09T09:00:00Z", "2026-03-16T09:00:00Z"),
        ],
    )
    assert comparison.is_equal


def test_every_two_weeks_for_one_leaves_the_second_to_nobody():
    found, comparison = compared(
        shift(("ann",), ("bob",), interval=2),
        finals=[
            ("ann", "2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"),
            ("bob", "2026-03-16T09:00:00Z", "2026-03-23T09:00:00Z"),
            ("ann", "2026-03-30T09:00:00Z", "2026-04-06T09:00:00Z"),
        ],
    )
    assert comparison.is_equal
    assert found.left == ()


def test_a_break_above_another_level_is_said_to_be_different():
    found, _ = compared(shift(("ann",), interval=2, level=1), shift(("bob",)))
    assert found.left == (
        "Where a turn of a higher level has a break, nobody is on here, also of the levels below it.",
    )


def test_twelve_hours_a_day_and_six_hours_in_turn():
    _, comparison = compared(
        shift(("ann",), frequency="daily", start="2026-03-02T20:00:00", duration=12 * 3600, level=1),
        shift(
            ("bob",), ("cid",), frequency="hourly", interval=6, start="2026-03-02T00:00:00", duration=6 * 3600
        ),
        finals=[
            ("bob", "2026-03-02T00:00:00Z", "2026-03-02T06:00:00Z"),
            ("cid", "2026-03-02T06:00:00Z", "2026-03-02T12:00:00Z"),
            ("bob", "2026-03-02T12:00:00Z", "2026-03-02T18:00:00Z"),
            ("cid", "2026-03-02T18:00:00Z", "2026-03-02T20:00:00Z"),
            ("ann", "2026-03-02T20:00:00Z", "2026-03-03T08:00:00Z"),
        ],
        until="2026-03-03T08:00:00Z",
    )
    assert comparison.differences == ()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"by_monthday": [1, -1]}, "only in some months or on some days of the month"),
        ({"by_month": [1]}, "only in some months"),
        ({"duration": 8 * DAY}, "overlaps itself"),
        ({"by_day": ["MO"], "duration": 2 * DAY}, "overlaps itself"),
        ({"frequency": "monthly"}, "a part of each month"),
        ({"frequency": "hourly", "by_day": ["MO"], "duration": 3600}, "by the hour on some days"),
        (
            {"frequency": "daily", "interval": 2, "duration": 30 * 3600},
            "leaves a part of each turn to nobody",
        ),
        ({"by_day": ["1MO"]}, "some weeks' days"),
        ({"rolling_users": [[]]}, "nobody in it"),
    ],
)
def test_what_ours_has_no_words_for_is_left_out_and_said(more, said):
    found = read(answer(shift(("ann",), **more), shift(("bob",))))
    assert said in found.left[0]
    assert [each["lineups"][0]["members"] for each in found.rotation["layers"]] == [["bob"]]
    read_spec(found.spec(window("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")))
    with pytest.raises(NotUnderstood, match=f"Nothing of Primary can be said.*{said}"):
        read(answer(shift(("ann",), **more)))


@pytest.mark.parametrize("more", [{"interval": 10**12}, {"interval": 0}, {"duration": 0}, {"duration": -60}])
def test_what_is_no_rotation_is_refused(more):
    with pytest.raises(NotUnderstood, match="is no rotation"):
        read(answer(shift(("ann",), by_day=["MO"], **more)))


def test_a_calendar_by_url_is_refused():
    with pytest.raises(NotUnderstood, match="calendar by URL"):
        read(answer(type="ical", ical_url_primary="https://x.example/a.ics"))


def test_overrides_by_url_are_said_to_stay_there():
    found = read(answer(shift(("ann",)), ical_url_overrides="https://x.example/a.ics"))
    assert found.left == ("Primary has overrides in a calendar by URL: they stay there.",)


@pytest.fixture
def peer(grafana_oncall: GrafanaOnCall, settings: object) -> GrafanaOnCall:
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{grafana_oncall.port}"]
    value = answer(
        shift(("U1",), ("U2",)),
        finals=[
            ("U1", "2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"),
            ("U2", "2026-03-09T09:00:00Z", "2026-03-16T09:00:00Z"),
        ],
    )
    grafana_oncall.schedules["S1"] = value["schedule"]
    grafana_oncall.shifts = [*value["on_call_shifts"], {**shift(("U9",)), "id": "O99"}]
    grafana_oncall.finals = value["final_shifts"]
    grafana_oncall.users = [
        {"id": f"U{n}", "username": f"u{n}", "email": f"u{n}@x.example"} for n in range(5)
    ]
    return grafana_oncall


MARCH = Interval(
    int(datetime(2026, 3, 2, tzinfo=UTC).timestamp()), int(datetime(2026, 3, 16, tzinfo=UTC).timestamp())
)


def test_a_schedule_is_fetched_with_everything_that_it_needs(peer):
    peer.page = 2
    assert grafana_api.schedules(f"{peer.url}/api/v1/", peer.token) == [("S1", "Primary")]
    found = read(grafana_api.fetch(peer.url, peer.token, "S1", MARCH))
    assert [(each.id, each.email) for each in found.people] == [
        ("U1", "u1@x.example"),
        ("U2", "u2@x.example"),
    ]
    assert compare(found).is_equal
    # `next` names another host; the token went to the one that was given.
    assert peer.asked.count("/api/v1/users/") == 3


def test_a_wrong_token_a_missing_schedule_and_a_long_limit_are_told(peer):
    with pytest.raises(NotFetched, match=r"does not accept this token.*Invalid token"):
        grafana_api.schedules(peer.url, "wrong")
    with pytest.raises(NotFetched, match="no such schedule"):
        grafana_api.fetch(peer.url, peer.token, "S404", MARCH)
    peer.limited, peer.retry_after = 1, "300"
    with pytest.raises(NotFetched, match="wait for 300 seconds"):
        grafana_api.schedules(peer.url, peer.token)


def test_a_short_limit_is_waited_for(peer):
    peer.limited = 2
    assert grafana_api.schedules(peer.url, peer.token) == [("S1", "Primary")]
