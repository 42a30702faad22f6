"""Telling several people several things: each hears all of one kind together, or each thing by itself if it is few."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from frontline.notify.recipients import Place, Situation, recipients
from frontline.notify.telling import tell
from frontline.people.models import Teammate
from frontline.people.timezones import known
from frontline.shift.telling.situations import House
from frontline.shift.telling.wording import Thing, of_many, of_one

FEW = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of one `kind` of notice, to be told in a situation. `number` tells it from others of its kind."""

    kind: str
    number: int
    thing: Thing
    situation: Situation


def say(house: House, items: Iterable[Item], *, together: bool = False) -> int:
    """Tell all of it, in the caller's transaction; how many notices that made.

    `together`: never more than one notice of a kind to one person; else up to FEW each get their own.
    """
    heard: dict[tuple[int, str], list[tuple[Item, Place]]] = defaultdict(list)
    for item in items:
        for who, told_as in recipients(item.kind, item.situation).items():
            heard[who, item.kind].append((item, told_as))
    made = 0
    for (who, kind), found in sorted(heard.items(), key=lambda each: each[0]):
        size = len(found) if together or len(found) > FEW else 1
        for first in range(0, len(found), size):
            made += _tell(house.people[who], kind, found[first : first + size])
    return made


def _tell(who: Teammate, kind: str, found: Sequence[tuple[Item, Place]]) -> int:
    things, places = [item.thing for item, _ in found], {told_as for _, told_as in found}
    with timezone.override(ZoneInfo(known(who.timezone))):
        said = of_one(kind, things[0], places) if len(things) == 1 else of_many(kind, things, places)
    return len(
        tell(
            [who],
            kind=kind,
            subject=said.subject,
            text=said.text,
            address=said.address,
            key=f"{kind}:{found[0][0].number}:{things[0].about}",
            about=[thing.about for thing in things],
        )
    )
