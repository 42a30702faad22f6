"""The situation in which it is decided who is told (notify/recipients.py): who has the turn, who leads, who is away."""

from dataclasses import dataclass

from frontline.kernel import clock
from frontline.notify.recipients import Situation
from frontline.people.models import Role, Teammate
from frontline.rotation.models import Absence
from frontline.rotation.standing import standings


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
    now, people = clock.now(), Teammate.objects.in_bulk()
    away = Absence.objects.filter(from_at__lte=now, until_at__gt=now).values_list("teammate_id", flat=True)
    gone = {pk for pk, who in people.items() if not who.is_active}
    rotation = next((each for each in standings() if each.is_hero), None)
    on = [duty for duty in rotation.on if duty.is_on_call] if rotation else []
    return House(
        people=people,
        heroes=tuple(duty.person.pk for duty in on),
        leads=frozenset(pk for pk, who in people.items() if who.role == Role.LEAD and who.is_active),
        absent=frozenset({*away, *gone, *(duty.person.pk for duty in on if duty.is_absent)}),
    )
