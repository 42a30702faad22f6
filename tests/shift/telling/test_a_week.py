"""Warnings come early enough to act, and are few: measured in a week of 40 conversations a day.

    .venv/bin/python -m pytest -n0 -q -s tests/shift/telling/test_a_week.py

prints the figures. FRONTLINE_WEEK_SEED plays another week, and FRONTLINE_WEEK_ANSWER_TAKES another team: the minutes
that an answer takes the hero (8).
"""

import os
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine

from frontline.hours import working_time
from frontline.inbox.clocks import ringing
from frontline.inbox.clocks.calendars import opening
from frontline.inbox.models import Clock, Conversation
from frontline.kernel import clock as now
from frontline.notify.models import Delivery, Notice
from frontline.people.models import Role, Teammate
from frontline.shift.telling import news, warning
from tests.builders.letters import letters
from tests.builders.month import BEGINS, MINUTE
from tests.builders.rotations import weekly
from tests.builders.telling import deliver_all, whispers
from tests.builders.week import Week, Worker, keep_hours

__all__ = ["letters", "whispers"]

SEED = int(os.environ.get("FRONTLINE_WEEK_SEED", "1"))
ANSWER_TAKES = int(os.environ.get("FRONTLINE_WEEK_ANSWER_TAKES", "8")) * MINUTE
EARLY = 30 * MINUTE  # of working time
WARNINGS = ("promise.soon", "promise.still", "promise.last")


@dataclass(frozen=True)
class Figures:
    conversations: int
    promises: int
    warned: int
    broken: int
    warnings: int
    by_stage: dict[str, int]
    told_broken: int
    sent: int
    dropped: int
    digests: int
    early: int
    unwarned: int
    new_notices: int
    new_messages: int

    def table(self) -> str:
        rows = {
            "conversations": self.conversations,
            "promises that ran": self.promises,
            "of which somebody was warned": self.warned,
            "broken": self.broken,
            "warnings (notices, to all)": f"{self.warnings} {self.by_stage}",
            "warnings for each broken promise": f"{self.warnings / max(1, self.broken):.1f}",
            "warnings for each promise that was at risk": f"{self.warnings / max(1, self.warned):.1f}",
            "broken with a warning 30 working minutes before": f"{self.early} of {self.broken}",
            "broken without any warning before": self.unwarned,
            "notices of broken promises": self.told_broken,
            "warnings dropped, because somebody had answered": self.dropped,
            "messages that warnings became, digests among them": f"{self.sent}, {self.digests}",
            "new conversations told of, in messages": f"{self.new_notices}, {self.new_messages}",
        }
        return "\n".join(f"  {name:<52}{value}" for name, value in rows.items())


@pytest.mark.django_db
@pytest.mark.timeout(400)
@pytest.mark.unmeasured
def test_warnings_of_a_week_are_early_and_few(cast, letters, whispers):
    with time_machine.travel(BEGINS, tick=False) as traveller:
        weekly([cast.mia, cast.lead], by=cast.lead)
        keep_hours(cast.lead)
        ole = Teammate.objects.create(email="ole@acme.example", name="Ole Lund", role=Role.SUPPORT)
        workers = [
            Worker(cast.mia, ANSWER_TAKES),
            Worker(ole, 1.25 * ANSWER_TAKES),
            Worker(cast.tom, 20 * MINUTE, looks_every=180 * MINUTE),
        ]
        Week(workers, cast.tom, traveller, _timers, seed=SEED).live()
        found = _measure()
    sys.stdout.write(f"\nA week, seed {SEED}:\n{found.table()}\n")
    assert found.conversations > 200
    assert found.broken < found.warned, "a warning helps, or it is noise"
    assert found.unwarned == 0
    assert found.early >= 0.9 * found.broken
    assert found.warnings <= 4 * found.warned
    assert found.new_messages < found.conversations


def _timers() -> None:
    ringing.ring(now.now())
    news.tell_news()
    warning.warn()
    deliver_all()
    deliver_all()


def _measure() -> Figures:
    warnings = list(Notice.objects.filter(kind__in=WARNINGS))
    broken = list(Clock.objects.exclude(broken_at=None))
    first = {}
    for notice in sorted(warnings, key=lambda each: each.at, reverse=True):
        first |= dict.fromkeys(notice.about, notice.at)
    deliveries = Delivery.objects.filter(notice__kind__in=WARNINGS)
    return Figures(
        conversations=Conversation.objects.count(),
        promises=Clock.objects.count(),
        warned=len(first),
        broken=len(broken),
        warnings=len(warnings),
        by_stage=dict(Counter(notice.kind.removeprefix("promise.") for notice in warnings)),
        told_broken=Notice.objects.filter(kind="promise.broken").count(),
        sent=_messages(deliveries),
        dropped=deliveries.filter(state="dropped").count(),
        digests=deliveries.exclude(carrier=None).values("carrier").distinct().count(),
        early=sum(held.pk in first and _left(held, first[held.pk]) >= EARLY for held in broken),
        unwarned=sum(held.pk not in first or first[held.pk] >= held.broken_at for held in broken),
        new_notices=Notice.objects.filter(kind__startswith="conversation.new").count(),
        new_messages=_messages(Delivery.objects.filter(notice__kind__startswith="conversation.new")),
    )


def _messages(deliveries) -> int:
    carriers = deliveries.exclude(carrier=None).values("carrier").distinct().count()
    return deliveries.filter(state="sent").count() + carriers


def _left(held: Clock, at) -> timedelta:
    return working_time.between(opening(held.calendar), at, held.broken_at)
