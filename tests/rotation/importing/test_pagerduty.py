"""Schedules of PagerDuty: what they become here, and that the shifts are the same."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.importing import pagerduty_api
from frontline.rotation.importing.comparing import compare, matched, unmatched
from frontline.rotation.importing.fetching import NotFetched
from frontline.rotation.importing.pagerduty import read
from frontline.rotation.importing.schedule import NotUnderstood
from frontline.rotation.spec import Interval
from tests.peers.pagerduty import PagerDuty, pagerduty

__all__ = ["pagerduty"]

DAY = 86_400


def user(id):
    return {"user": {"id": id, "type": "user_reference", "summary": id.title()}}


def entry(since, until, id):
    return {"start": since, "end": until, **user(id)}


def layer(*ids, name="Layer 1", turn=7 * DAY, start="2026-03-16T09:00:00+01:00", **more):
    return {
        "id": name,
        "name": name,
        "start": start,
        "end": None,
        "rotation_virtual_start": start,
        "rotation_turn_length_seconds": turn,
        "users": [user(id) for id in ids],
        "restrictions": [],
        **more,
    }


def schedule(*layers, zone="Europe/Berlin", final=(), overrides=(), **more):
    """`layers` from the lowest up, as people make them; the API lists them the other way round."""
    return {
        "id": "PSCHED1",
        "type": "schedule",
        "name": "Primary",
        "time_zone": zone,
        "schedule_layers": list(reversed(layers)),
        "overrides_subschedule": {"rendered_schedule_entries": list(overrides)},
        "final_schedule": {"rendered_schedule_entries": list(final)},
        **more,
    }


def weekly(**more):
    """Weeks that change on Mondays at nine in Berlin, over the clock change of the 29th of March."""
    return schedule(
        layer("PANN", "PBOB"),
        final=[
            entry("2026-03-16T08:00:00Z", "2026-03-23T08:00:00Z", "PANN"),
            entry("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "PBOB"),
            entry("2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z", "PANN"),
        ],
        **more,
    )


def test_weeks_over_a_clock_change_are_the_same():
    found = read({"schedule": weekly()})
    assert found.left == ()
    assert compare(found).is_equal


def test_layers_restrictions_and_overrides_are_the_same():
    office = {"type": "weekly_restriction", "start_time_of_day": "09:00:00", "duration_seconds": 8 * 3600}
    days = layer(
        "PCID",
        name="Office",
        restrictions=[{**office, "start_day_of_week": day} for day in (1, 2)],
        turn=DAY,
        start="2026-03-16T00:00:00+01:00",
    )
    nights = layer(
        "PANN",
        "PBOB",
        turn=12 * 3600,
        restrictions=[
            {"type": "daily_restriction", "start_time_of_day": "20:00:00", "duration_seconds": 12 * 3600}
        ],
        start="2026-03-16T08:00:00+01:00",
    )
    found = read(
        {
            "schedule": schedule(
                nights,
                days,
                overrides=[entry("2026-03-17T10:00:00+01:00", "2026-03-17T12:00:00+01:00", "PDAN")],
                final=[
                    entry("2026-03-16T09:00:00+01:00", "2026-03-16T17:00:00+01:00", "PCID"),
                    entry("2026-03-16T20:00:00+01:00", "2026-03-17T08:00:00+01:00", "PBOB"),
                    entry("2026-03-17T09:00:00+01:00", "2026-03-17T10:00:00+01:00", "PCID"),
                    entry("2026-03-17T10:00:00+01:00", "2026-03-17T12:00:00+01:00", "PDAN"),
                    entry("2026-03-17T12:00:00+01:00", "2026-03-17T17:00:00+01:00", "PCID"),
                    entry("2026-03-17T20:00:00+01:00", "2026-03-18T08:00:00+01:00", "PBOB"),
                ],
            )
        }
    )
    assert compare(found).differences == ()


def test_what_differs_is_shown_with_both():
    value = weekly()
    value["final_schedule"]["rendered_schedule_entries"][1] = entry(
        "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "PEVE"
    )
    (difference,) = compare(read({"schedule": value})).differences
    assert (difference.theirs, difference.ours) == (("PEVE",), ("PBOB",))
    assert difference.during.end - difference.during.start == 167 * 3600


def test_a_layer_that_starts_and_ends_keeps_its_order():
    value = layer("PANN", "PBOB", "PCID", rotation_virtual_start="2026-03-02T09:00:00+01:00")
    value |= {"start": "2026-03-16T09:00:00+01:00", "end": "2026-03-30T09:00:00+02:00"}
    final = [
        entry("2026-03-16T08:00:00Z", "2026-03-23T08:00:00Z", "PCID"),
        entry("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "PANN"),
    ]
    found = read({"schedule": schedule(value, final=final)})
    assert found.left == ()
    window = Interval(int(datetime(2026, 3, 9, tzinfo=UTC).timestamp()), compare(found).window.end + 40 * DAY)
    assert compare(found, window).is_equal


def test_a_turn_that_is_no_whole_number_of_hours_is_left_out_and_said():
    odd = layer("PANN", turn=5400, name="Odd")
    found = read({"schedule": schedule(layer("PBOB"), odd)})
    assert found.left == ("Odd changes every 5400 seconds. Ours change by whole hours, so it was left out.",)
    assert len(found.rotation["layers"]) == 1
    with pytest.raises(NotUnderstood, match="Nothing of Primary can be said"):
        read({"schedule": schedule(odd)})


def test_an_end_within_a_turn_is_said():
    found = read({"schedule": schedule(layer("PANN", "PBOB", end="2026-03-25T12:00:00+01:00"))})
    assert found.left == ("Layer 1 ends within somebody's turn: ours ends with the turn.",)


def test_a_shift_based_schedule_is_refused_with_a_sentence():
    with pytest.raises(NotUnderstood, match="shift-based"):
        read({"schedule": {"type": "schedule_v3", "name": "Primary", "time_zone": "UTC", "rotations": []}})


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({}, "schedule"),
        ({"schedule": weekly(time_zone="Mars/Olympus")}, "time_zone"),
        ({"schedule": weekly(schedule_layers="none")}, "schedule_layers"),
        (
            {"schedule": weekly(schedule_layers=[layer("PANN", turn="a week")])},
            "rotation_turn_length_seconds",
        ),
        ({"schedule": weekly(schedule_layers=[layer("PANN", start="soon")])}, "no time"),
        ({"schedule": weekly(schedule_layers=[{**layer("PANN"), "users": [{}]}])}, "object was expected"),
    ],
)
def test_what_is_not_as_documented_is_refused_with_its_place(wrong, where):
    with pytest.raises(NotUnderstood, match=where):
        read(wrong)


def test_people_are_matched_by_their_address_and_the_others_listed():
    users = [
        {"id": "PANN", "name": "Ann Ost", "email": "Ann@Acme.example"},
        {"id": "PBOB", "name": "Bob", "email": "b@x.example"},
    ]
    found = read({"schedule": weekly(), "users": users})
    names = matched(found, {"ann@acme.example": "ann"})
    assert names == {"PANN": "ann", "PBOB": None}
    assert unmatched(found, names) == ["PBOB"]
    assert compare(found.renamed({"PANN": "ann", "PBOB": "bob"})).is_equal


def test_who_has_no_teammate_leaves_an_empty_turn_and_nobody_elses_moves():
    found = read({"schedule": weekly()}).renamed({"PANN": "ann", "PBOB": None})
    assert found.left == ("Pbob has no teammate here, and was left out.",)
    assert [each.ours for each in compare(found).differences] == [()]


@pytest.fixture
def peer(pagerduty: PagerDuty, settings: object) -> PagerDuty:
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{pagerduty.port}"]
    pagerduty.schedules["PSCHED1"] = weekly()
    pagerduty.users = [
        {"id": id, "name": id.title(), "email": f"{id}@x.example"} for id in ("PANN", "PBOB", "PCID")
    ]
    return pagerduty


WINDOW = Interval(
    int(datetime(2026, 3, 18, tzinfo=UTC).timestamp()), int(datetime(2026, 4, 2, tzinfo=UTC).timestamp())
)


def test_a_schedule_is_fetched_with_its_final_shifts_and_all_pages_of_users(peer):
    peer.page = 2
    assert pagerduty_api.schedules(peer.url, peer.token) == [("PSCHED1", "Primary")]
    found = read(pagerduty_api.fetch(peer.url, peer.token, "PSCHED1", WINDOW))
    assert [each.email for each in found.people] == ["PANN@x.example", "PBOB@x.example"]
    assert found.window == WINDOW
    assert compare(found).is_equal
    assert peer.asked.count("/users") == 2


def test_a_wrong_token_is_told_in_their_words(peer):
    with pytest.raises(NotFetched, match=r"does not accept this token.*Authentication failed"):
        pagerduty_api.schedules(peer.url, "wrong")


def test_a_schedule_that_is_not_there(peer):
    with pytest.raises(NotFetched, match="no such schedule"):
        pagerduty_api.fetch(peer.url, peer.token, "PNONE", WINDOW)


def test_a_short_limit_is_waited_for(peer):
    peer.limited = 2
    assert pagerduty_api.schedules(peer.url, peer.token) == [("PSCHED1", "Primary")]


def test_a_long_limit_is_told(peer):
    peer.limited, peer.reset = 9, "40"
    with pytest.raises(NotFetched, match="wait for 40 seconds"):
        pagerduty_api.schedules(peer.url, peer.token)
    assert len(peer.asked) == 1


def test_no_token_goes_inside_a_network_that_was_not_allowed(peer, settings):
    settings.HTTP_ALLOWED_HOSTS = []
    with pytest.raises(Exception, match="inside a network"):
        pagerduty_api.schedules(peer.url, peer.token)
    assert peer.asked == []


START = datetime(2026, 3, 2, tzinfo=UTC)
restrictions = st.one_of(
    st.builds(
        lambda hour, length: {
            "type": "daily_restriction",
            "start_time_of_day": f"{hour:02}:30:00",
            "duration_seconds": length * 1800,
        },
        st.integers(0, 23),
        st.integers(1, 48),
    ),
    st.builds(
        lambda day, hour, length: {
            "type": "weekly_restriction",
            "start_day_of_week": day,
            "start_time_of_day": f"{hour:02}:00:00",
            "duration_seconds": length * 3600,
        },
        st.integers(1, 7),
        st.integers(0, 23),
        st.integers(1, 168),
    ),
)


@st.composite
def their_layers(draw):
    begin = START - timedelta(hours=draw(st.integers(0, 400)))
    return layer(
        *draw(st.lists(st.sampled_from(("PANN", "PBOB", "PCID")), min_size=1, max_size=3)),
        name=draw(st.sampled_from(("Layer 1", "Layer 2"))),
        turn=draw(st.sampled_from((3600, 5 * 3600, DAY, 3 * DAY, 7 * DAY, 14 * DAY))),
        start=begin.isoformat(),
        restrictions=draw(st.lists(restrictions, max_size=3)),
    )


def on_by_their_rules(layers, at):
    """In UTC, straight from the reference: the topmost layer that is open; its turns are counted in seconds."""
    for each in layers:
        since = (at - datetime.fromisoformat(each["rotation_virtual_start"])).total_seconds()
        if not each["restrictions"] or any(_open(rule, at) for rule in each["restrictions"]):
            turn = int(since // each["rotation_turn_length_seconds"])
            return each["users"][turn % len(each["users"])]["user"]["id"]
    return None


def _open(rule, at):
    hour, minute, _ = map(int, rule["start_time_of_day"].split(":"))
    period = 7 * DAY if rule["type"] == "weekly_restriction" else DAY
    day = rule["start_day_of_week"] - 1 if rule["type"] == "weekly_restriction" else 0
    since_monday = (at - START).total_seconds() - day * DAY - hour * 3600 - minute * 60
    return since_monday % period < rule["duration_seconds"]


@settings(max_examples=60, deadline=None)
@given(st.lists(their_layers(), min_size=1, max_size=3))
def test_any_schedule_of_theirs_gives_the_same_shifts(layers):
    steps = [START + timedelta(minutes=30 * step) for step in range(2 * 24 * 15)]
    on = [(at, on_by_their_rules(layers, at)) for at in steps]
    final = [
        entry(at.isoformat(), (at + timedelta(minutes=30)).isoformat(), who)
        for at, who in on
        if who is not None
    ]
    value = schedule(*reversed(layers), zone="UTC", final=final)
    window = Interval(int(START.timestamp()), int(START.timestamp()) + 15 * DAY)
    assert compare(read({"schedule": value}), window).differences == ()
