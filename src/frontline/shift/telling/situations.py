"""The situation in which it is decided who is told (notify/recipients.py): who has the turn, who leads, who is away."""

from dataclasses import dataclass

from frontline.notify.recipients import Situation
from frontline.people.models import Role, Teammate
from frontline.shift import turn


@dataclass(frozen=True, slots=True)
class House:
    """Everybody at one instant, by id; read once for all that is told together."""

    people: dict[int, Teammate]
    heroes: tuple[int, ...]
    leads: frozenset[int]
    absent: frozenset[int]

    def situation(
        self, *, assignee: int | None = None, writer: int | None = None, by: int | None = None
    ) -> Situation:
        return Situation(
            leads=self.leads,
            heroes=self.heroes,
            assignee=assignee,
            writer=writer,
            absent=self.absent,
            by=by,
        )


def house() -> House:
    """As it is now: three queries, and mostly none for the rotation."""
    people = Teammate.objects.in_bulk()
    now_on = turn.standing()
    on = [duty for duty in now_on.on if duty.is_on_call] if now_on else []
    gone = {pk for pk, who in people.items() if not who.is_active}
    return House(
        people=people,
        heroes=tuple(duty.person.pk for duty in on),
        leads=frozenset(pk for pk, who in people.items() if who.role == Role.LEAD and who.is_active),
        absent=frozenset({*turn.who_is_away(), *gone, *(duty.person.pk for duty in on if duty.is_absent)}),
    )
