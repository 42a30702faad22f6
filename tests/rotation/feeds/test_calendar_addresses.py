"""Calendar feeds: an address is the key; what stands behind it is Final, and says what has changed."""

from datetime import date, time, timedelta

import pytest
import time_machine
from icalendar import Calendar

from frontline.events.models import Event
from frontline.kernel.refusal import Absent, Invalid
from frontline.rotation.away.adding import add_days
from frontline.rotation.feeds.making import MOST, feed_of, feeds_of, make_feed, revoke_feed
from frontline.rotation.models import CalendarFeed, FeedEntry
from frontline.rotation.overriding import override, revoke
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.planning import derive_rotation, end_rotation, reschedule
from frontline.rotation.riding import ride_along
from tests.builders.rotations import BERLIN, utc, weekly
from tests.rotation.feeds.reading_back import read_back, unfolded

NOW = utc(2026, 11, 18, 12)  # a Wednesday
MONDAY = utc(2026, 11, 16, 8)  # nine in Berlin
WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    clock.move_to(MONDAY)
    planned = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead, anchor_on=date(2026, 11, 16))
    clock.move_to(NOW)
    return planned


@pytest.fixture
def read(client):
    """`read(made)`: the answer at an address, to somebody who is not signed in."""

    def read_it(made, **headers):
        path = made.address.split("://", 1)[1].partition("/")[2]
        return client.get(f"/{path}", headers=headers)

    return read_it


@pytest.fixture
def of_hero(cast, hero):
    return make_feed(cast.mia, rotation=hero, by=cast.mia)


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def line(event):
    return f"{event['DTSTART'].dt:%m-%d %H:%M} {event['SUMMARY']} #{event['SEQUENCE']}"


def test_a_rotations_calendar_is_its_final_shifts(read, of_hero, hero):
    answer = read(of_hero)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    told = read_back(answer.content)
    final = final_shifts(told[0][1], told[-1][2], only=[hero.pk])[hero.pk]
    assert [(start, end) for _, start, end in told] == [(shift.from_at, shift.until_at) for shift in final]
    assert told[-1][2] >= NOW + timedelta(days=182)
    assert [line(event) for event in events(answer)][:4] == [
        "11-16 09:00 Hero: Lena Berg #0",
        "11-23 09:00 Hero: Mia Rask #0",
        "11-30 09:00 Hero: Tom Lindqvist #0",
        "12-07 09:00 Hero: Lena Berg #0",
    ]


def test_an_entry_says_why_and_where_and_leaves_the_time_free(read, of_hero, settings):
    settings.PUBLIC_URL = "https://help.acme.example"
    first = events(read(of_hero))[0]

    assert str(first["DESCRIPTION"]) == "Rotation Hero\nhttps://help.acme.example/rotation"
    assert (str(first["TRANSP"]), str(first["STATUS"])) == ("TRANSPARENT", "CONFIRMED")
    assert first["DTSTAMP"].dt == first["LAST-MODIFIED"].dt == NOW


def test_the_calendar_has_a_name_and_says_when_to_look_again(read, of_hero):
    text = unfolded(read(of_hero).content)

    assert "\r\nX-WR-CALNAME:Hero\r\n" in text
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "METHOD" not in text


def test_a_persons_calendar_is_their_shifts_in_all_rotations_on_their_clock(read, cast, hero):
    cast.mia.timezone = "America/Chicago"
    cast.mia.save()
    weekly([cast.mia, cast.tom], by=cast.lead, name="Backup", anchor_on=date(2026, 11, 16))

    told = [line(event) for event in events(read(make_feed(cast.mia, by=cast.mia)))]

    assert told[:3] == [
        "11-18 06:00 You are on: Backup #0",
        "11-23 02:00 You are on: Hero #0",
        "11-30 02:00 You are on: Backup #0",
    ]


def test_who_rides_along_has_it_in_their_calendar_and_it_is_told_apart(read, cast, hero, of_hero):
    ride_along(hero, cast.tom, from_at=MONDAY + WEEK, by=cast.lead)

    assert "11-23 08:00 You ride along: Hero #0" in map(line, events(read(make_feed(cast.tom, by=cast.tom))))
    assert "11-23 09:00 Hero: Tom Lindqvist rides along #0" in map(line, events(read(of_hero)))


def test_who_is_away_and_not_replaced_is_said(read, cast, of_hero):
    add_days(cast.mia, date(2026, 11, 24), date(2026, 11, 25), by=cast.mia)

    mias = events(read(of_hero))[1]
    assert "nobody has taken it over" in str(mias["DESCRIPTION"])
    assert mias["SEQUENCE"] == 0


def test_a_derived_rotation_has_a_calendar_too(read, cast, hero):
    derived = derive_rotation("Backup", {"next": "Hero"}, by=cast.lead)

    told = [line(event) for event in events(read(make_feed(cast.tom, rotation=derived, by=cast.tom)))]

    assert "11-23 08:00 Backup: Tom Lindqvist #0" in told


def test_sequence_grows_when_the_time_changes_and_the_entry_stays_the_same_one(
    read, cast, hero, of_hero, clock
):
    before = {str(event["UID"]): event for event in events(read(of_hero))}
    clock.shift(60)
    reschedule(hero, timezone=BERLIN, hands_over_at=time(10), by=cast.lead)

    after = {str(event["UID"]): event for event in events(read(of_hero))}

    mias = next(uid for uid, event in before.items() if "Mia" in event["SUMMARY"])
    assert (line(before[mias]), line(after[mias])) == (
        "11-23 09:00 Hero: Mia Rask #0",
        "11-23 10:00 Hero: Mia Rask #1",
    )
    assert after[mias]["LAST-MODIFIED"].dt == NOW + timedelta(seconds=60)
    assert set(after) == set(before)
    assert next(line(event) for event in after.values()) == "11-16 09:00 Hero: Lena Berg #1"  # it ends later


def test_a_cover_cuts_an_entry_and_revoked_it_is_whole_again_one_number_higher(read, cast, hero, of_hero):
    read(of_hero)
    noon = MONDAY + WEEK + timedelta(days=2, hours=3)
    cover = override(
        hero, "cover", cast.tom, noon, noon + timedelta(hours=5), instead_of=cast.mia, by=cast.lead
    )

    assert [line(event) for event in events(read(of_hero))][1:4] == [
        "11-23 09:00 Hero: Mia Rask #1",
        "11-25 12:00 Hero: Tom Lindqvist #0",
        "11-25 17:00 Hero: Mia Rask #0",
    ]
    revoke(cover, by=cast.lead)
    assert [line(event) for event in events(read(of_hero))][1:3] == [
        "11-23 09:00 Hero: Mia Rask #2",
        "11-30 09:00 Hero: Tom Lindqvist #0",
    ]


def test_what_did_not_change_keeps_its_number_however_often_it_is_read(read, cast, hero, of_hero, clock):
    first = read(of_hero).content
    read(make_feed(cast.mia, by=cast.mia))
    clock.shift(3600)

    assert read(of_hero).content == first
    assert not FeedEntry.objects.exclude(sequence=0).exists()


def test_a_day_later_nothing_has_changed_and_a_month_later_it_has_moved_on(read, of_hero, clock):
    first = read(of_hero).content

    clock.shift(timedelta(days=1))
    assert read(of_hero).content == first

    clock.shift(timedelta(days=30))
    before, after = ({uid for uid, _, _ in read_back(each)} for each in (first, read(of_hero).content))
    assert after - before
    assert not FeedEntry.objects.exclude(sequence=0).exists()


def test_a_reader_that_has_it_is_not_sent_it_again(read, of_hero, cast, hero):
    etag = read(of_hero)["ETag"]

    same = read(of_hero, if_none_match=etag)
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)

    override(hero, "replace", cast.lead, MONDAY + WEEK, MONDAY + 2 * WEEK, by=cast.lead)
    assert read(of_hero, if_none_match=etag).status_code == 200


def test_every_address_that_does_not_work_answers_alike(read, client, cast, hero):
    revoked = make_feed(cast.mia, by=cast.mia)
    revoke_feed(revoked.feed, by=cast.mia)
    of_somebody_who_left = make_feed(cast.tom, by=cast.tom)
    cast.tom.is_active = False
    cast.tom.save()
    ended = weekly([cast.mia], by=cast.lead, name="Old")
    of_what_has_ended = make_feed(cast.mia, rotation=ended, by=cast.mia)
    end_rotation(ended, by=cast.lead)

    answers = [read(each) for each in (revoked, of_somebody_who_left, of_what_has_ended)]
    answers += [client.get(f"/calendars/{secret}.ics") for secret in ("cal_x", "x" * 300, "%00", "ä")]

    assert {(answer.status_code, answer.content, answer["Content-Type"]) for answer in answers} == {
        (404, b"There is no calendar at this address.\n", "text/plain; charset=utf-8")
    }


def test_an_address_reads_and_nothing_else(read, of_hero, client):
    path = "/" + of_hero.address.split("/", 3)[3]

    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_only_a_digest_of_the_secret_is_kept(of_hero):
    secret = of_hero.address.rpartition("/")[2].removesuffix(".ics")

    kept = str(list(CalendarFeed.objects.values())) + str([event.data for event in Event.objects.all()])
    assert len(secret) > 40
    assert secret not in kept


def test_making_and_revoking_are_recorded_once(of_hero, cast):
    revoke_feed(of_hero.feed, by=cast.mia)
    revoke_feed(of_hero.feed, by=cast.mia)

    told = Event.objects.filter(kind__startswith="calendar_feed").order_by("id")
    assert [(event.kind, event.subject_id) for event in told] == [
        ("calendar_feed.made", cast.mia.pk),
        ("calendar_feed.revoked", cast.mia.pk),
    ]


def test_addresses_are_their_owners(of_hero, cast):
    with pytest.raises(Absent):
        feed_of(cast.tom, of_hero.feed.pk)
    with pytest.raises(Absent):
        revoke_feed(of_hero.feed, by=cast.lead)
    with pytest.raises(Invalid):
        make_feed(cast.mia, by=cast.lead)


def test_there_is_an_end_to_how_many_one_has(cast):
    for _ in range(MOST):
        make_feed(cast.mia, by=cast.mia)

    with pytest.raises(Invalid, match="enough"):
        make_feed(cast.mia, by=cast.mia)
    revoke_feed(feeds_of(cast.mia)[0], by=cast.mia)
    make_feed(cast.mia, by=cast.mia)


def test_when_it_was_read_last_is_noted_to_the_hour(read, of_hero, clock):
    read(of_hero)
    clock.shift(1800)
    read(of_hero)

    of_hero.feed.refresh_from_db()
    assert of_hero.feed.read_at == NOW

    clock.shift(3600)
    read(of_hero)
    of_hero.feed.refresh_from_db()
    assert of_hero.feed.read_at == NOW + timedelta(seconds=5400)


def test_reading_again_costs_few_queries_however_many_shifts_there_are(
    read, cast, hero, of_hero, django_assert_max_num_queries
):
    read(of_hero)

    with django_assert_max_num_queries(7):
        assert len(events(read(of_hero))) > 25


def test_a_workspace_without_rotations_has_an_empty_calendar(read, cast, clock):
    assert events(read(make_feed(cast.mia, by=cast.mia))) == []
