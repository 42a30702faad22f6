"""Who is asked for a swap or a cover is told, and who asked is told of the answer."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.notify.models import Notice
from frontline.rotation.announcing.asked import tell_of_ask
from frontline.rotation.asking import Stretch, accept, ask_cover, ask_swap, decline, expire, withdraw
from tests.builders.rotations import utc
from tests.builders.telling import told

pytestmark = pytest.mark.django_db
SECOND, THIRD = (Stretch(utc(2026, 3, d, 8), utc(2026, 3, d + 7, 8)) for d in (9, 16))


def work():
    """What the workers would do, twice."""
    for job in ProcrastinateJob.objects.filter(task_name="rotation.tell_of_ask"):
        tell_of_ask(**_renamed(job.args))
        tell_of_ask(**_renamed(job.args))


def _renamed(args):
    return {"pk": args["ask_id"]}


def test_who_is_asked_to_swap_is_told_what_for_what(hero, cast, client):
    ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia)
    work()
    assert told() == [("Tom", "rotation.asked")]
    said = Notice.objects.get()
    assert said.subject == "Mia Rask asks you to swap shifts in Hero"
    assert "You would take: Mon 9 March, 08:00 to Mon 16 March, 08:00 (UTC)." in said.text
    assert "In return for yours: Mon 16 March" in said.text
    assert "Mia says: A wedding" in said.text
    client.force_login(cast.tom)
    assert "A wedding" in client.get(said.address).content.decode()


def test_who_asked_is_told_of_a_yes(hero, cast):
    ask = ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia)
    work()
    accept(ask, by=cast.tom)
    work()
    assert told() == [("Tom", "rotation.asked"), ("Mia", "rotation.answered")]
    assert told("rotation.answered") == [("Mia", "Tom Lindqvist said yes to the swap of your shift in Hero")]


def test_who_asked_is_told_of_a_no(hero, cast):
    ask = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    decline(ask, by=cast.tom)
    work()
    assert told("rotation.answered") == [("Mia", "Tom Lindqvist said no to the cover of your shift in Hero")]
    assert "Nobody's shift has changed" in Notice.objects.get(kind="rotation.answered").text


def test_asked_of_anyone_all_who_have_turns_are_told(hero, cast, olaf):
    ask_cover(hero, cast.mia, SECOND, by=cast.mia)
    work()
    assert sorted(told()) == [("Lena", "rotation.asked"), ("Tom", "rotation.asked")]


def test_answered_before_anybody_was_told_it_is_not_asked_any_more(hero, cast):
    accept(ask_cover(hero, cast.mia, SECOND, by=cast.mia), by=cast.tom)
    work()
    assert told() == [("Mia", "rotation.answered")]


def test_who_was_asked_is_told_that_it_was_taken_back(hero, cast):
    ask = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    work()
    withdraw(ask, by=cast.mia)
    work()
    assert told()[1:] == [("Tom", "rotation.answered")]


def test_when_a_lead_answers_for_somebody_both_are_told(hero, cast):
    accept(ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia), by=cast.lead)
    work()
    assert sorted(told()) == [("Mia", "rotation.answered"), ("Tom", "rotation.answered")]


def test_that_nobody_answered_is_told(hero, cast, clock):
    ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    clock.shift(timedelta(days=20))
    expire()
    work()
    assert ("Mia", "Nobody answered in time: the cover of your shift in Hero") in told("rotation.answered")
