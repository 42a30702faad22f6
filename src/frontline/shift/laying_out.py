"""The sections of somebody's page, filled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from frontline.inbox.queries import Row, rows_of
from frontline.people.models import Teammate
from frontline.shift import sections
from frontline.shift.gathering import Place, gather
from frontline.shift.scene import Scene
from frontline.shift.sections import Section

COUNTED = 100
"""So many of a section are counted: nobody reads further on a page."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A section with its first rows; `found` of its conversations were counted, COUNTED at most."""

    section: Section
    rows: list[Row]
    found: int

    @property
    def count(self) -> str:
        return f"{COUNTED - 1}+" if self.found >= COUNTED else str(self.found)

    @property
    def has_more(self) -> bool:
        return self.found > len(self.rows)


def lay_out(scene: Scene, *, rows: int | None = None) -> list[Filled]:
    """All sections of the page in order, those that say nothing when empty left out. Two queries; other rooms' sections
    may ask for more. `rows` of each at most, 0: none; left out, as many as each section shows."""
    places = gather(sections.parts(scene.desk, jumps_in=scene.jumps_in), scene.instants, limit=COUNTED)
    elsewhere = {each.key: _found(each, scene.me) for each in sections.others()}
    there = {number for numbers in elsewhere.values() for number in numbers}
    numbers = {**_numbers(places, there), **elsewhere}
    shown = [each for each in _in_order(scene) if numbers.get(each.key) or each.empty]
    wanted = {each.key: numbers.get(each.key, [])[: each.rows if rows is None else rows] for each in shown}
    known = {row.pk: row for row in rows_of((pk for some in wanted.values() for pk in some), scene.me)}
    return [
        Filled(
            each,
            [known[pk] for pk in wanted[each.key] if pk in known],
            len(numbers.get(each.key, [])),
        )
        for each in shown
    ]


def _found(section: Section, me: Teammate) -> list[int]:
    return list(section.finds(me, COUNTED)) if section.finds else []


def _numbers(places: Mapping[str, Iterable[Place]], without: set[int]) -> dict[str, list[int]]:
    return {
        key: [place.number for place in found if place.number not in without] for key, found in places.items()
    }


def _in_order(scene: Scene) -> Iterator[Section]:
    all_of_them = sorted([*sections.OWN, *sections.others()], key=lambda each: each.order)
    return (each for each in all_of_them if sections.is_shown(each, scene.desk, jumps_in=scene.jumps_in))
