"""What is so at this moment, as far as one teammate's page depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontline.kernel import clock
from frontline.people.models import Teammate
from frontline.rotation.standing import Standing
from frontline.shift import turn
from frontline.shift.placing import Crew, Desk, desk
from frontline.shift.rules import rules
from frontline.shift.states import Instants, instants
from frontline.shift.workday import Workday, workday


@dataclass(frozen=True, slots=True)
class Scene:
    """`jumps_in`: they are at work, and none of those is who has the turn."""

    me: Teammate
    now: datetime
    standing: Standing | None
    away: Mapping[int, datetime]
    crew: Crew
    desk: Desk
    mine: Workday
    jumps_in: bool

    @property
    def has_turn(self) -> bool:
        return self.me.pk in self.crew.has_turn

    @property
    def instants(self) -> Instants:
        chosen = rules()
        midnight = self.mine.local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return instants(
            self.now,
            due_next_within=chosen.due_next_within,
            follow_up_after=chosen.follow_up_after,
            tomorrow=midnight,
        )


def scene(me: Teammate) -> Scene:
    """Two queries, beyond what the process keeps of plan, calendars and rules."""
    now, away, standing = clock.now(), turn.who_is_away(), turn.standing()
    crew = turn.crew(away)
    found, mine = desk(crew, me.pk), workday(me, now, away=away)
    on = [duty.person for duty in standing.on if duty.person.pk in crew.has_turn] if standing else []
    is_covered = any(workday(person, now, away=away).is_working for person in on)
    return Scene(
        me=me,
        now=now,
        standing=standing,
        away=away,
        crew=crew,
        desk=found,
        mine=mine,
        jumps_in=mine.is_working and not is_covered and not found.keeps_unassigned,
    )
