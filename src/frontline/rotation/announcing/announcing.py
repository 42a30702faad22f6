"""What is due now: announcements ahead, reminders the day before, and words at the hand-over."""

import logging
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection, transaction

from frontline.kernel import clock
from frontline.notify.telling import tell
from frontline.people.models import Teammate
from frontline.rotation.announcing import words
from frontline.rotation.announcing.knowing import Knowing, Pair, announced_key
from frontline.rotation.announcing.turns import Cadences, Turn, begin, cadences, turns
from frontline.rotation.models import Announcement, Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.slots import Cadence
from frontline.rotation.spec import Interval

log = logging.getLogger(__name__)

BEHIND = timedelta(hours=24)
"""What began or ended longer ago is not told any more: after an outage nobody needs to hear of it."""
REMINDED_AT = time(9)
REMINDED_BEFORE = timedelta(hours=12)
MOST_OF_THE_TIME = 0.5
ADDRESS = "/rotation"
_LOCK = 7_205_831  # of this verb: any number that no other uses


def announce() -> None:
    """Tell what is due, and has not been told. May run at any time, any number of times, beside itself."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        now, plan = clock.now(), current()
        people = Teammate.objects.in_bulk()
        known = _known(now)
        window = _window(plan, known, now)
        shifts = final_shifts(_instant(window.start), _instant(window.end), plan=plan)
        ended = Rotation.objects.in_bulk([pk for pk in known if pk not in plan.rotations])
        for pk, rotation in {**plan.rotations, **ended}.items():
            if pk in plan.broken:
                continue
            line = shifts.get(pk, [])
            found = (
                turns(line, cadences(plan, pk), window, int(now.timestamp())) if pk in plan.rotations else []
            )
            try:
                with transaction.atomic():
                    _Due(rotation, now, people, line).tell(known.get(pk, []), found)
            except Exception:
                log.exception("the shifts of %s could not be announced", rotation.name)


@dataclass(frozen=True)
class _Due:
    rotation: Rotation
    now: datetime
    people: dict[int, Teammate]
    shifts: list[FinalShift]

    def tell(self, rows: list[Announcement], found: list[Turn]) -> None:
        horizon = self.now + timedelta(weeks=self.rotation.announced_for)
        near = [turn for turn in found if turn.until_at > self.now - BEHIND]
        knowing = Knowing(self.rotation, self.now, self._say, self._names_on)
        pairs, new = knowing.settle(rows, near)
        pairs += [
            (self._write(turn), turn)
            for turn in new
            if turn.from_at <= horizon and turn.until_at > self.now and not turn.is_constant
        ]
        starts = {(turn.person.pk, turn.role, turn.stints[0][0]) for turn in found}
        for row, turn in pairs:
            self._ahead(row, turn)
            self._at_hand_over((row, turn), goes_on=(turn.person.pk, turn.role, turn.stints[-1][1]) in starts)

    def _write(self, turn: Turn) -> Announcement:
        return Announcement.objects.create(
            rotation=self.rotation,
            teammate_id=turn.person.pk,
            role=turn.role,
            stints=turn.stints,
            from_at=turn.from_at,
            until_at=turn.until_at,
            made_at=self.now,
            changed_at=self.now,
        )

    def _ahead(self, row: Announcement, turn: Turn) -> None:
        if turn.from_at <= self.now:
            return
        person, at = row.teammate_id, int(turn.from_at.timestamp())
        key = announced_key(row)
        if self.now >= reminded_at(turn) and not turn.goes_on:
            self._say(
                person,
                "rotation.reminder",
                f"rotation.reminder:{row.pk}:{at}",
                lambda zone: words.reminder(self.rotation, turn, zone, self.now),
            )
        elif row.made_at == self.now:
            self._say(
                person, "rotation.announced", key, lambda zone: words.announced(self.rotation, turn, zone)
            )
        if row.made_at == self.now and self._costs_the_team(turn):
            for other in self._team_of(turn):
                self._say(
                    other.pk,
                    "rotation.team_announced",
                    key,
                    lambda zone: words.team_announced(self.rotation, turn, zone),
                )

    def _at_hand_over(self, known: Pair, *, goes_on: bool) -> None:
        row, turn = known
        began, ended = turn.from_at, turn.until_at
        if began <= self.now < min(began + BEHIND, ended) and not turn.goes_on:
            before = [
                name for name in self._names_on(began - timedelta(seconds=1)) if name != turn.person.name
            ]
            beside = [duty.person.name for duty in self._on(began) if not duty.is_on_call]
            self._say(
                row.teammate_id,
                "rotation.begins",
                f"rotation.begins:{row.pk}:{int(began.timestamp())}",
                lambda zone: words.begins(self.rotation, turn, zone, before, beside),
            )
        if ended <= self.now < ended + BEHIND and turn.is_on_call and not goes_on:
            on = self._names_on(self.now)
            self._say(
                row.teammate_id,
                "rotation.ends",
                f"rotation.ends:{row.pk}:{int(ended.timestamp())}",
                lambda zone: words.ends(self.rotation, on),
            )

    def _costs_the_team(self, turn: Turn) -> bool:
        return self.rotation.is_hero and turn.is_on_call and turn.share >= MOST_OF_THE_TIME

    def _team_of(self, turn: Turn) -> list[Teammate]:
        """Who loses them: the others of their team, with its product managers."""
        team = turn.person.team_id
        return [
            each
            for each in self.people.values()
            if team and each.team_id == team and each.pk != turn.person.pk
        ]

    def _say(self, teammate: int, kind: str, key: str, said: Callable[[str], words.Said]) -> None:
        who = self.people[teammate]
        subject, text = said(who.timezone)
        tell([who], kind=kind, subject=subject, text=text, address=ADDRESS, key=key, by="the rotation")

    def _on(self, at: datetime) -> tuple[FinalDuty, ...]:
        place = bisect_right(self.shifts, at, key=lambda shift: shift.from_at) - 1
        return self.shifts[place].on if place >= 0 and at < self.shifts[place].until_at else ()

    def _names_on(self, at: datetime) -> list[str]:
        return [duty.person.name for duty in self._on(at) if duty.is_on_call]


def reminded_at(turn: Turn) -> datetime:
    """At nine of the day before in the person's own zone, and never less than twelve hours ahead."""
    try:
        zone = ZoneInfo(turn.person.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    day = turn.from_at.astimezone(zone).date() - timedelta(days=1)
    return min(datetime.combine(day, REMINDED_AT, zone).astimezone(UTC), turn.from_at - REMINDED_BEFORE)


def _known(now: datetime) -> dict[int, list[Announcement]]:
    found: dict[int, list[Announcement]] = {}
    for row in Announcement.objects.filter(withdrawn_at=None, until_at__gt=now - BEHIND):
        found.setdefault(row.rotation_id, []).append(row)
    return found


def _window(plan: Plan, known: dict[int, list[Announcement]], now: datetime) -> Interval:
    """Whole slots of every rotation, from before what may still be told to after what is, or was, announced."""
    first, last = int(now.timestamp()), int(now.timestamp()) + 1
    for pk, rotation in plan.rotations.items():
        rows = known.get(pk, [])
        since = min([now - BEHIND - timedelta(hours=1), *(row.from_at for row in rows)])
        until = max([now + timedelta(weeks=rotation.announced_for), *(row.until_at for row in rows)])
        for cadence in _all(cadences(plan, pk)):
            first = min(first, begin(cadence, since, 0))
            last = max(last, begin(cadence, until, 1))
    return Interval(first, last)


def _all(how: Cadences) -> Iterable[Cadence]:
    return {how.base, *how.own.values()}


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
