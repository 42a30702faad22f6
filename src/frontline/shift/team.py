"""The team at a glance: where it is what time, who works, who is here, who is on, and how much each has open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from frontline.kernel import clock
from frontline.people.models import Team
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.people import Person
from frontline.rotation.standing import standings
from frontline.shift.noticing import seen
from frontline.shift.turn import who_is_away
from frontline.shift.workday import Workday, workday

MOST = 1000
# One look into the indexes of open conversations for each: what is closed costs nothing.
_OPEN = """
    SELECT owner.id, (SELECT count(*) FROM (
        SELECT 1 FROM inbox_conversation c
        WHERE c.status = 'open' AND c.snoozed_until IS NULL AND c.assignee_id = owner.id LIMIT %(most)s) AS queued)
      + (SELECT count(*) FROM (
        SELECT 1 FROM inbox_conversation c
        WHERE c.status = 'open' AND c.snoozed_until IS NOT NULL AND c.assignee_id = owner.id LIMIT %(most)s) AS off)
    FROM unnest(%(owners)s::bigint[]) AS owner(id)
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One active teammate. `on` names the rotations that they are on in now; `open` counts up to MOST."""

    person: Person
    team: str
    day: Workday
    seen_at: datetime | None
    on: Sequence[str]
    open: int


def team() -> list[Member]:
    """All active teammates by name; four queries."""
    now, away, here = clock.now(), who_is_away(), seen()
    people = [person for person in recent().people.values() if person.is_active]
    teams = dict(Team.objects.values_list("pk", "name"))
    counts = _open([person.pk for person in people])
    on: dict[int, list[str]] = {}
    for standing in standings():
        for duty in standing.on:
            role = standing.name if duty.is_on_call else f"{standing.name} (riding along)"
            on.setdefault(duty.person.pk, []).append(role)
    return [
        Member(
            person=person,
            team=teams.get(person.team_id or 0, ""),
            day=workday(person, now, away=away),
            seen_at=here.get(person.pk),
            on=on.get(person.pk, []),
            open=counts.get(person.pk, 0),
        )
        for person in sorted(people, key=lambda person: (person.name, person.pk))
    ]


def _open(owners: list[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"owners": owners, "most": MOST})
        return dict(cursor.fetchall())
