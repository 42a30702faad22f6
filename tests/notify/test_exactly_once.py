"""Whatever the order and timing: each notice reaches each chosen transport once, or is shown as failed."""

from collections import Counter
from datetime import time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.notify.delivering import PAUSES
from frontline.notify.models import Delivery, Notice, Way
from frontline.notify.preferring import Wanted, choose, pace
from frontline.notify.sweeping import sweep
from frontline.notify.telling import tell
from frontline.notify.transport import PermanentFailure, TemporaryFailure
from tests.builders.rotations import utc
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]

STEPS = st.one_of(
    st.tuples(st.just("tell"), st.tuples(st.sampled_from(["news", "alarm", "other", "arrival"]), st.just(1))),
    st.tuples(st.just("tell"), st.tuples(st.just("news"), st.integers(2, 6))),  # what becomes digests
    st.tuples(st.just("tell again"), st.integers(0, 30)),
    st.tuples(st.just("deliver"), st.none()),
    st.tuples(st.just("pass"), st.sampled_from([1, 10, 16, 200, 700])),
    st.tuples(st.just("fail"), st.sampled_from(["for now", "for good", "by a fault"])),
    st.tuples(st.just("pace"), st.sampled_from([0, 1, 2, 5])),
    st.tuples(st.just("quiet"), st.booleans()),
    st.tuples(st.just("choose"), st.booleans()),
    st.tuples(st.just("sweep"), st.none()),
)
FAILURES = {
    "for now": TemporaryFailure("busy", timedelta(minutes=3)),
    "for good": PermanentFailure("gone"),
    "by a fault": ZeroDivisionError("a fault"),
}


@pytest.mark.django_db
@pytest.mark.timeout(400)
@pytest.mark.unmeasured
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=3, max_size=30))
def test_each_notice_is_heard_once_by_each_chosen_way_or_shown_as_failed(
    cast, whispers, signals, registry, at_work, steps
):
    with transaction.atomic():
        at_work.move_to(utc(2026, 3, 2, 8))
        registry.register(registry.Kind("arrival", "Arrivals", is_gathered=True))
        World(cast.mia, (whispers, signals), at_work).live(steps)
        transaction.set_rollback(True)


class World:
    def __init__(self, mia, ears, clock):
        self.mia, self.ears, self.clock = mia, ears, clock
        self.chosen, self.told = {"whispers", "signals"}, {}
        self.quiet, self.above = False, 3
        for ear in ears:
            ear.heard.clear()
            ear.failures.clear()

    def live(self, steps):
        for verb, what in steps:
            getattr(self, "_" + verb.replace(" ", "_"))(what)
        for ear in self.ears:
            ear.failures.clear()
        for _ in range(len(PAUSES) + 8):
            deliver_all()
            self.clock.shift(timedelta(hours=9))
        self._check()

    def _tell(self, what):
        kind, times = what
        off = set(Way.objects.filter(off_at__isnull=False).values_list("transport", flat=True))
        for _ in range(times):
            subject = f"{kind} {len(self.told)}"
            self.told[subject] = {"whispers", "signals"} - off if kind != "news" else self.chosen - off
            self._say(subject, kind)

    def _tell_again(self, number):
        if self.told:
            subject = list(self.told)[number % len(self.told)]
            self._say(subject, subject.split()[0])

    def _say(self, subject, kind):
        tell([self.mia], kind=kind, subject=subject, text="", key=subject)

    def _deliver(self, _):
        deliver_all()

    def _pass(self, minutes):
        self.clock.shift(timedelta(minutes=minutes))

    def _fail(self, how):
        self.ears[0].failures.append(FAILURES[how])

    def _pace(self, above):
        self.above = above
        self._prefer()

    def _quiet(self, is_on):
        self.quiet = is_on
        self._prefer()

    def _prefer(self):
        hours = (time(20), time(7), "0123456") if self.quiet else (None, None, "")
        pace(self.mia, Wanted(*hours, digest_above=self.above), by=self.mia)

    def _choose(self, is_on):
        choose(self.mia, {("news", "signals"): is_on}, by=self.mia)
        self.chosen = {"whispers", "signals"} if is_on else {"whispers"}

    def _sweep(self, _):
        sweep()

    def _check(self):
        for ear in self.ears:
            heard = Counter(self._within(subject, ear.name) for _, subject in ear.heard)
            times = Counter(subject for group in heard for subject in group for _ in range(heard[group]))
            for subject, ways in self.told.items():
                found = Delivery.objects.filter(notice__subject=subject, transport=ear.name).first()
                if ear.name not in ways:
                    assert found is None
                    continue
                assert found.fate.state in {"sent", "failed"}, (subject, found.state, found.due_at)
                assert times[subject] == (found.fate.state == "sent"), (subject, ear.name, ear.heard)

    def _within(self, subject, transport):
        """The notices that one message told of. Digests are told apart by their order."""
        if "things happened" not in subject:
            return (subject,)
        taken = self.__dict__.setdefault(f"digests of {transport}", self._digests(transport))
        return tuple(line[2:] for line in taken.pop(0).text.split("\n"))

    def _digests(self, transport):
        sent = Delivery.objects.filter(transport=transport, notice__kind="notify.digest", state="sent")
        ids = sent.order_by("sent_at", "id").values_list("notice_id", flat=True)
        return [Notice.objects.get(pk=pk) for pk in ids]
