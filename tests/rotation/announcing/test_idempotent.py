"""However often, and in whatever order, timers and jobs run: everything is told once, and the end is the same."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.notify.models import Notice
from frontline.notify.telling import tell
from frontline.rotation.announcing.announcing import announce
from frontline.rotation.announcing.asked import tell_of_ask
from frontline.rotation.asking import Stretch, accept, ask_swap
from frontline.rotation.models import Amendment, Announcement
from frontline.rotation.overriding import override, revoke
from frontline.rotation.plan.final import final_shifts
from tests.builders.rotations import utc, weekly

pytestmark = pytest.mark.django_db
BEGIN = utc(2026, 3, 2, 8)
quickly = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class _Undone(Exception):
    pass


def undone(check):
    """Run it in a transaction of its own that is thrown away."""
    try:
        with transaction.atomic():
            check()
            raise _Undone
    except _Undone:
        pass


@quickly
@given(st.lists(st.integers(0, 60 * 24 * 20), min_size=1, max_size=14), st.integers(0, 3))
def test_more_runs_of_the_timer_tell_nobody_anything_twice(cast, minutes, times):
    def check():
        with time_machine.travel(BEGIN, tick=False) as clock:
            weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
            for minute in sorted(minutes):
                clock.move_to(BEGIN + timedelta(minutes=minute))
                announce()
                told = Notice.objects.count()
                for _ in range(times):
                    announce()
                assert Notice.objects.count() == told
        once = [(n.teammate_id, n.kind, n.subject) for n in Notice.objects.all()]
        assert len(once) == len(set(once))
        for notice in Notice.objects.filter(kind__in=["rotation.reminder", "rotation.announced"]):
            row = Announcement.objects.get(pk=notice.key.split(":")[1])
            assert row.from_at > notice.at, "told of what was past"

    undone(check)


@quickly
@given(st.permutations(["override", "timer", "swap", "asks", "revoke", "timer", "asks", "timer"]))
def test_in_whatever_order_they_run_what_people_know_in_the_end_is_what_is(cast, order):
    def check():
        with time_machine.travel(BEGIN, tick=False) as clock:
            hero = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
            asks = []
            for what in order:
                clock.shift(timedelta(minutes=10))
                _do(what, hero, cast, asks)
            announce()
            announce()
            for ask in asks:
                tell_of_ask(ask.pk)
            standing = Announcement.objects.filter(withdrawn_at=None)
            known = {(a.teammate_id, a.from_at, a.until_at) for a in standing if a.from_at > BEGIN}
            shifts = final_shifts(BEGIN, BEGIN + timedelta(weeks=3))[hero.pk]
            so = {(s.on[0].person.pk, s.from_at, s.until_at) for s in shifts if s.from_at > BEGIN}
            first = BEGIN + timedelta(weeks=2, hours=1)
            assert {each for each in known if each[1] < first} == {each for each in so if each[1] < first}
            keys = list(Notice.objects.values_list("teammate", "key"))
            assert len(keys) == len(set(keys))

    undone(check)


def _do(what, hero, cast, asks):
    second = Stretch(BEGIN + timedelta(weeks=1), BEGIN + timedelta(weeks=2))
    third = Stretch(BEGIN + timedelta(weeks=2), BEGIN + timedelta(weeks=3))
    if what == "timer":
        announce()
    elif what == "override" and not asks:
        override(hero, "replace", cast.lead, *second, instead_of=cast.mia, by=cast.lead)
    elif what == "revoke" and (made := Amendment.objects.filter(revoked_at=None).first()):
        revoke(made, by=cast.lead)
    elif what == "swap" and not Amendment.objects.filter(revoked_at=None).exists():
        ask = ask_swap(hero, cast.mia, second, cast.tom, third, by=cast.mia)
        asks.append(ask)
        accept(ask, by=cast.tom)
    elif what == "asks":
        for ask in asks:
            tell_of_ask(ask.pk)


@quickly
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.sampled_from(["lead", "mia", "tom"]))), max_size=12)
)
def test_whoever_tells_in_whatever_order_each_is_told_each_fact_once(cast, calls):
    def check():
        expected = set()
        for key, names in calls:
            people = [getattr(cast, name) for name in sorted(names)]
            tell(people, kind="test", subject=key, text=key, key=key)
            expected |= {(person.pk, key) for person in people}
        assert sorted(Notice.objects.values_list("teammate", "key")) == sorted(expected)

    undone(check)
