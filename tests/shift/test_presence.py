"""Who is here, who is at work, who is on: the team's page, and what it stands on."""

from datetime import timedelta

import pytest
from django.test import Client

from frontline.events import admission
from frontline.hours.current import current as calendars
from frontline.kernel import clock as our_clock
from frontline.rotation.away.adding import add_time
from frontline.rotation.plan.people import everybody
from frontline.shift import noticing
from frontline.shift.models import Presence
from frontline.shift.workday import workday
from tests.builders.rotations import utc
from tests.shift.conftest import DAY, HOUR, browser, opened

pytestmark = pytest.mark.django_db
_REALLY = noticing._is_due


@pytest.fixture
def noticed(monkeypatch):
    """As it is in real life: once a minute."""
    monkeypatch.setattr(noticing, "_written", {})
    monkeypatch.setattr(noticing, "_is_due", _REALLY)


def test_a_request_says_that_somebody_is_here_for_three_minutes(noticed, cast, clock):
    browser(cast.mia).get("/inbox/open")
    assert set(noticing.seen()) == {cast.mia.pk}
    clock.shift(timedelta(minutes=4))
    assert noticing.seen() == {}


def test_it_is_written_at_most_once_a_minute(noticed, cast, clock, django_assert_num_queries):
    mia = browser(cast.mia)
    mia.get("/inbox/open")
    first = Presence.objects.get().seen_at
    clock.shift(timedelta(seconds=40))
    mia.get("/inbox/open")
    assert Presence.objects.get().seen_at == first
    clock.shift(timedelta(seconds=30))
    mia.get("/inbox/open")
    assert Presence.objects.get().seen_at == our_clock.now()


def test_an_open_stream_says_so_too(noticed, cast, clock):
    mia = browser(cast.mia)
    assert admission._is_teammate(mia.session.session_key)
    assert set(noticing.seen()) == {cast.mia.pk}


def test_who_is_not_signed_in_or_has_left_is_not_here(noticed, cast, clock):
    Client().get("/accounts/login/")
    cast.tom.is_active = False
    cast.tom.save()
    noticing.notice(cast.tom.pk)
    assert not Presence.objects.exists()


def test_the_team_page_says_it_of_each(noticed, hero, cast, clock):
    cast.tom.timezone = "America/New_York"
    cast.tom.save()
    from frontline.rotation.plan import current

    current.forget()
    opened("One", to=cast.tom)
    add_time(cast.lead, our_clock.now(), our_clock.now() + DAY, by=cast.lead)
    mia = browser(cast.mia)
    mia.get("/inbox/open")
    page = mia.get("/shift/team").content.decode()
    rows = {name: page.partition(f"<b>{name}</b>")[2].partition("</tr>")[0] for name in NAMES}
    assert "12:00 there, until 17:00" in rows["Mia Rask"]
    assert ">here</span>" in rows["Mia Rask"]
    assert "Hero" in rows["Mia Rask"]
    assert "08:00 there, from 09:00" in rows["Tom Lindqvist"]
    assert "not at work" in rows["Tom Lindqvist"]
    assert "not here" in rows["Tom Lindqvist"]
    assert "<td>1 <" in rows["Tom Lindqvist"]
    assert "away until Fri 12:00" in rows["Lena Berg"]
    assert "nobody can look up when somebody came or went" in page


NAMES = ("Mia Rask", "Tom Lindqvist", "Lena Berg")


def test_what_the_team_page_asks_does_not_grow_with_the_team(hero, cast, django_assert_num_queries):
    from frontline.hours.making import ensure_default
    from frontline.people.models import Teammate

    ensure_default()
    mia = browser(cast.mia)
    for number in range(8):
        Teammate.objects.create(email=f"{number}@acme.example", name=f"N {number}")
    mia.get("/shift/team")
    with django_assert_num_queries(7):
        mia.get("/shift/team")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (utc(2026, 3, 12, 15, 40), "16:40 there, until 17:00"),
        (utc(2026, 3, 12, 20), "21:00 there, from Fri 09:00"),
        (utc(2026, 3, 14, 11), "12:00 there, from Mon 09:00"),
    ],
)
def test_a_day_is_told_by_their_own_clock(cast, clock, at, words):
    cast.mia.timezone = "Europe/Berlin"
    cast.mia.save()
    person = everybody()[cast.mia.pk]
    assert workday(person, at, away={}, calendars=calendars()).in_words == words


def test_away_is_away_until_then(cast, clock):
    person = everybody()[cast.mia.pk]
    day = workday(person, our_clock.now(), away={person.pk: our_clock.now() + 10 * DAY + HOUR})
    assert not day.is_working
    assert day.in_words == "08:00 there, away until 12 Mar"
