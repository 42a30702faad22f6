"""A month of support, replayed with a fast clock: every verdict is what a naive walker makes of the script.

The walker goes from minute to minute by what clocks on walls in Dublin and New York show, and knows of our code nothing
but the names of the steps. In CI the month has 6 conversations a day; FRONTLINE_MONTH=40 plays it in full.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from frontline.events.models import Event
from frontline.inbox.clocks.ringing import ring
from frontline.inbox.models import Clock
from tests.builders.month import BEGINS, HOUR, Month, Step, play, set_the_stage
from tests.cast import Cast

A_DAY = int(os.environ.get("FRONTLINE_MONTH", "6"))
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
DUBLIN, NEW_YORK = ZoneInfo("Europe/Dublin"), ZoneInfo("America/New_York")

# (tier, kind): whose hours, seconds of working time until the warning, and until it is broken.
PROMISED = {
    ("priority", "first_reply"): ("team", 3600, 28800),
    ("priority", "next_reply"): ("team", 3 * 3600, 6 * 3600),
    ("priority", "resolution"): ("dublin", 20 * 3600, 24 * 3600),
    ("subscriber", "first_reply"): ("dublin", 4 * 3600, 8 * 3600),
    ("subscriber", "next_reply"): ("team", None, 12 * 3600),
    ("community", "first_reply"): ("always", 20 * 3600, 24 * 3600),
}


def works_in_dublin(at: datetime) -> bool:
    if datetime(2026, 3, 12, 14, 0, tzinfo=UTC) <= at < datetime(2026, 3, 13, 11, 30, tzinfo=UTC):
        return False
    here = at.astimezone(DUBLIN)
    minute = here.hour * 60 + here.minute
    is_day = here.weekday() < 5 and here.date() != date(2026, 3, 17)
    return is_day and (540 <= minute < 750 or 795 <= minute < 1050)


def works_in_new_york(at: datetime) -> bool:
    here = at.astimezone(NEW_YORK)
    minute, day = here.hour * 60 + here.minute, here.weekday()
    evening = (day < 5 and minute >= 1200) or (day == 5 and minute >= 1320)
    night = (day in {1, 2, 3, 4, 5} and minute < 240) or (day == 6 and minute < 360)
    return evening or night


def always(at: datetime) -> bool:
    return True


HOURS = {"dublin": works_in_dublin, "new york": works_in_new_york, "always": always}


@dataclass
class Spell:
    """One promise in one conversation, as the script has it: stretches in which it ran, and how it ended."""

    kind: str
    ran: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    ended_at: datetime | None = None
    ended: str = ""
    """ "met", "dropped" (nobody waits any more) or "void"."""


class Life:
    """One conversation, step by step."""

    def __init__(self) -> None:
        self.spells: list[Spell] = []
        self.resolution: Spell | None = None
        self.is_open, self.we_owe, self.is_spam = False, False, False
        self.put_off = ""
        self.has_reply = False
        self.before: tuple[bool, datetime] | None = None

    def take(self, step: Step) -> None:
        getattr(self, "_" + step.what.replace(" ", "_"))(step)

    def _mail(self, step: Step) -> None:
        self.put_off = ""
        if not self.is_open:
            self.is_open = True
            self._begin(step.at)
        elif not self.we_owe:
            self._begin(step.at)
        else:
            self._run(self._reply_spell(), step.at)
        self._run_resolution(step.at)

    def _begin(self, at: datetime) -> None:
        self.we_owe = True
        self.spells.append(Spell("next_reply" if self.has_reply else "first_reply", [(at, None)]))

    def _reply(self, step: Step) -> None:
        self.before = self.has_reply, step.at
        spell = self._reply_spell()
        self._stop(spell, step.at)
        spell.ended_at, spell.ended = step.at, "met"
        self.we_owe, self.has_reply = False, True
        self._stop(self.resolution, step.at)

    def _undo(self, step: Step) -> None:
        """As if the reply had never been written: all runs on from where it was."""
        assert self.before
        self.has_reply, at = self.before
        spell = self.spells[-1]
        spell.ended_at, spell.ended = None, ""
        self.we_owe = True
        if not self.put_off:
            self._run(spell, at)
            self._run(self.resolution, at)

    def _snooze(self, step: Step) -> None:
        self.put_off = ""  # ours: nothing pauses

    def _snooze_theirs(self, step: Step) -> None:
        self.put_off = "theirs"
        self._stop(self._reply_spell(), step.at)
        self._stop(self.resolution, step.at)

    def _wake(self, step: Step) -> None:
        self.put_off = ""
        if self.we_owe:
            self._run(self._reply_spell(), step.at)
        else:
            self._begin(step.at)
        self._run_resolution(step.at)

    def _close(self, step: Step) -> None:
        self.is_open, self.put_off = False, ""
        if self.we_owe:
            spell = self._reply_spell()
            self._stop(spell, step.at)
            spell.ended_at, spell.ended = step.at, "dropped"
        assert self.resolution
        self._stop(self.resolution, step.at)
        self.resolution.ended_at, self.resolution.ended = step.at, "met"

    def _reopen(self, step: Step) -> None:
        self.is_open = True
        spell = self._reply_spell()
        spell.ended_at, spell.ended = None, ""
        self._run(spell, step.at)
        self._run_resolution(step.at)

    def _spam(self, step: Step) -> None:
        for spell in (self._reply_spell(), self.resolution):
            assert spell
            self._stop(spell, step.at)
            spell.ended_at, spell.ended = step.at, "void"

    def _reply_spell(self) -> Spell:
        return self.spells[-1]

    def _run_resolution(self, at: datetime) -> None:
        self.resolution = self.resolution or Spell("resolution")
        self.resolution.ended_at, self.resolution.ended = None, ""
        self._run(self.resolution, at)

    def _run(self, spell: Spell | None, at: datetime) -> None:
        assert spell
        if not spell.ran or spell.ran[-1][1] is not None:
            spell.ran.append((at, None))

    def _stop(self, spell: Spell | None, at: datetime) -> None:
        assert spell
        if spell.ran and spell.ran[-1][1] is None:
            spell.ran[-1] = (spell.ran[-1][0], at)


def seconds_worked(works: "object", since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The parts of minutes, from `since` to `until`, that are worked in."""
    at = since
    while at < until:
        minute_ends = min(at.replace(second=0) + MINUTE, until)
        if works(at):  # type: ignore[operator]
            yield at, minute_ends
        at = minute_ends


def verdict(spell: Spell, tier: str, product: str, end: datetime) -> tuple[str, int]:
    """What is to be said of it at the end of the month, and the seconds worked."""
    whose, _, promised = PROMISED[tier, spell.kind]
    place = {"": "dublin", "Postgres": "new york", "Builds": "dublin"}[product] if whose == "team" else whose
    worked, due = 0, None
    for since, until in spell.ran:
        for a, b in seconds_worked(HOURS[place], since, until or end):
            worked += int((b - a).total_seconds())
            if worked >= promised and due is None:
                due = b - (worked - promised) * SECOND
    if spell.ended == "void":
        return "void", worked
    # What ran on past its last second is late, also if nobody worked since.
    last = spell.ended_at or end
    ran_on = due is not None and any((until or last) > due for _, until in spell.ran)
    if ran_on:
        return "broken", worked
    return {"met": "kept", "dropped": "void", "": "open"}[spell.ended], worked


def lives(script: list[Step]) -> dict[int, Life]:
    found: dict[int, Life] = {}
    for step in script:
        found.setdefault(step.key, Life()).take(step)
    return found


@pytest.mark.timeout(900)
def test_every_clock_of_a_month_says_what_a_naive_walker_says(cast: Cast, letters):
    month = Month(seed=4, a_day=A_DAY)
    script = month.script()
    with time_machine.travel(BEGINS, tick=False) as traveller:
        stage = set_the_stage(cast)
        play(script, stage, traveller, ticks=HOUR, tick=ring, until=month.ends)

    who = {step.key: (step.tier, step.product) for step in script}
    expected = {}
    for key, life in lives(script).items():
        tier, product = who[key]
        spells = [*life.spells, *([life.resolution] if life.resolution else [])]
        expected[stage.numbers[key]] = sorted(
            (spell.kind, *verdict(spell, tier, product, month.ends))
            for spell in spells
            if (tier, spell.kind) in PROMISED
        )
    found: dict[int, list[tuple[str, str, int]]] = {number: [] for number in expected}
    for clock in Clock.objects.all():
        found[clock.conversation_id].append(said(clock, month.ends))
    assert {n: sorted(f) for n, f in found.items()} == expected
    told = [e.data["clock"] for e in Event.objects.filter(kind="clock.broke")]
    assert sorted(told) == sorted(Clock.objects.exclude(broken_at=None).values_list("pk", flat=True))
    every = [one for clocks in expected.values() for one in clocks]
    for outcome in ("kept", "broken", "void", "open"):
        assert sum(state == outcome for _, state, _ in every) >= 5


def said(clock: Clock, end: datetime) -> tuple[str, str, int]:
    from frontline.hours.working_time import between
    from frontline.inbox.clocks.calendars import opening

    worked = clock.worked_for
    if clock.since_at and not clock.stopped_at:
        worked += between(opening(clock.calendar), clock.since_at, end)
    state = clock.verdict or ("void" if clock.stopped_at else "open")
    return clock.kind, state, int(worked.total_seconds())
