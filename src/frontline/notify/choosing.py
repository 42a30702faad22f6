"""By which ways a teammate hears of a kind of notice: what is set up for them, less what they don't want or is off."""

from collections.abc import Collection

from frontline.notify import kinds
from frontline.notify.models import Choice, Way
from frontline.notify.transport import registered
from frontline.people.models import Teammate


def ways_for(people: Collection[Teammate], kind: str) -> dict[int, list[str]]:
    """Names of transports by teammate's id. Nobody's can be empty by mistake: what isn't chosen is on."""
    reached = {transport.name: transport.reaches(people) for transport in registered()}
    closed = switched_off(people) | (set() if kind == kinds.ABOUT_WAYS else _unwanted(people, kind))
    return {
        person.pk: [
            name for name, ids in reached.items() if person.pk in ids and (person.pk, name) not in closed
        ]
        for person in people
    }


def switched_off(people: Collection[Teammate]) -> set[tuple[int, str]]:
    """(teammate id, transport) of ways that failed for good."""
    off = Way.objects.filter(teammate__in=people, off_at__isnull=False)
    return set(off.values_list("teammate_id", "transport"))


def _unwanted(people: Collection[Teammate], kind: str) -> set[tuple[int, str]]:
    chosen = Choice.objects.filter(teammate__in=people, kind=kinds.find(kind).name, is_on=False)
    return set(chosen.values_list("teammate_id", "transport"))
