"""Kinds that are always gathered: ten of them are one message, from the first on."""

from datetime import time, timedelta

import pytest

from frontline.notify import kinds, lapsing
from frontline.notify.models import Delivery, Notice
from frontline.notify.preferring import Wanted, pace
from tests.builders.rotations import utc
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers", "at_work")]


@pytest.fixture(autouse=True)
def _arrivals(registry) -> None:
    kinds.register(kinds.Kind("arrival", "Arrivals", is_gathered=True))


@pytest.fixture
def holding(monkeypatch):
    """The ids that notices of arrivals are about and that still hold."""
    ids: set[int] = set()
    monkeypatch.setitem(
        lapsing._asked, "arrival", lambda notices: {n.pk for n in notices if ids & set(n.about)}
    )
    return ids


def arrive(say, cast, at_work, number=10):
    for each in range(number):
        say(cast.mia, f"Arrival {each}", kind="arrival")
        deliver_all()
        at_work.shift(timedelta(minutes=1))


def subjects(whispers):
    return [subject for _, subject in whispers.heard]


def test_ten_within_the_window_are_one_message_with_the_default_preferences(cast, whispers, say, at_work):
    arrive(say, cast, at_work)
    assert subjects(whispers) == []
    at_work.shift(timedelta(minutes=5))
    deliver_all()
    deliver_all()
    assert subjects(whispers) == ["10 things happened"]
    digest = Notice.objects.get(kind="notify.digest")
    assert digest.text.split("\n") == [f"- Arrival {number}" for number in range(10)]


def test_one_alone_goes_as_itself_when_the_window_ends(cast, whispers, say, at_work):
    arrive(say, cast, at_work, 1)
    at_work.shift(timedelta(minutes=14))
    deliver_all()
    assert subjects(whispers) == ["Arrival 0"]


def test_what_waits_does_not_count_among_the_first_few_of_other_kinds(cast, whispers, say, at_work):
    arrive(say, cast, at_work, 5)
    say(cast.mia, "News")
    deliver_all()
    assert subjects(whispers) == ["News"]


def test_who_wants_each_by_itself_gets_each_at_once(cast, whispers, say, at_work):
    pace(cast.mia, Wanted(digest_above=0), by=cast.mia)
    arrive(say, cast, at_work, 2)
    assert subjects(whispers) == ["Arrival 0", "Arrival 1"]


def test_quiet_hours_hold_them_back_together(cast, whispers, say, at_work):
    pace(cast.mia, Wanted(time(20), time(7), "0123456"), by=cast.mia)
    at_work.move_to(utc(2026, 3, 2, 19, 55))
    arrive(say, cast, at_work)
    at_work.move_to(utc(2026, 3, 3, 7))
    deliver_all()
    deliver_all()
    assert subjects(whispers) == ["10 things happened"]


def about(say, *pairs):
    """Tell, and say afterwards what each is about; nothing has gone out yet."""
    for teammate, subject, number in pairs:
        say(teammate, subject, kind="arrival")
        Notice.objects.filter(subject=subject).update(about=[number])


def test_what_is_no_longer_so_is_dropped_before_it_goes_out(cast, whispers, say, at_work, holding):
    about(say, (cast.mia, "Answered", 1), (cast.mia, "Open", 2), (cast.mia, "Open too", 3))
    holding.update({2, 3})
    at_work.shift(timedelta(minutes=15))
    deliver_all()
    deliver_all()
    assert subjects(whispers) == ["2 things happened"]
    dropped = Delivery.objects.get(notice__subject="Answered")
    assert (dropped.state, dropped.answer) == ("dropped", lapsing.WHY)


def test_a_notice_whose_reason_is_gone_goes_nowhere_and_stays_on_the_page(
    cast, whispers, say, at_work, holding, client
):
    about(say, (cast.mia, "Answered", 1))
    at_work.shift(timedelta(minutes=15))
    deliver_all()
    assert subjects(whispers) == []
    client.force_login(cast.mia)
    page = client.get("/notices").content.decode()
    assert "Answered" in page
    assert "not sent" in page
