"""The lane of those who are away, and of public holidays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frontline.rotation.lanes import words
from frontline.rotation.lanes.axis import Axis, Place
from frontline.rotation.lanes.block import HUES, Viewer
from frontline.rotation.lanes.packing import rows
from frontline.rotation.plan.people import Person


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody is away, or it is a holiday of some."""

    start: Place
    end: Place
    row: int
    is_holiday: bool
    label: str
    short: str
    when: str
    hue: str
    is_mine: bool
    is_past: bool

    @property
    def classes(self) -> str:
        kind = "is-holiday" if self.is_holiday else f"is-absence{self.hue}"
        flags = f"{' is-mine' if self.is_mine else ''}{' is-past' if self.is_past else ''}"
        return f"{kind}{flags} row-{self.row} {self.start.start} {self.end.end}"


Absences = Iterable[tuple[int, datetime, datetime, str]]
"""(teammate, from, until, summary), ascending by their beginning"""
Holidays = Mapping[tuple[date, str, str], Sequence[Person]]
"""Of a day, by its name and place: whose it is"""


def marks(
    axis: Axis, people: Mapping[int, Person], absences: Absences, holidays: Holidays, viewer: Viewer
) -> list[Mark]:
    """Holidays above, absences below them, in order of time."""
    days = sorted(holidays, key=lambda each: each[0])
    upper = rows([(axis.day(on)[0].step, axis.day(on)[1].step, place) for on, _, place in days])
    depth = max(upper, default=-1) + 1
    found = [_holiday(axis, *day, holidays[day], row, viewer) for day, row in zip(days, upper, strict=True)]
    away = [(from_at, until_at, people[pk], said) for pk, from_at, until_at, said in absences]
    lower = rows(
        [(axis.place(start).step, axis.place(end).step, person.pk) for start, end, person, _ in away]
    )
    found += [_absence(axis, *each, depth + row, viewer) for each, row in zip(away, lower, strict=True)]
    return sorted(found, key=lambda mark: (mark.start, mark.row))


def _holiday(
    axis: Axis, on: date, name: str, place: str, whose: Sequence[Person], row: int, viewer: Viewer
) -> Mark:
    start, end = axis.day(on)
    names = words.names(tuple(whose), viewer.pk)
    return Mark(
        start=start,
        end=end,
        row=row,
        is_holiday=True,
        label=f"{name} ({place}): {names}",
        short=place.partition("-")[0],
        when=f"{on:%a} {on.day} {on:%b}",
        hue="",
        is_mine=any(person.pk == viewer.pk for person in whose),
        is_past=axis.place(viewer.now).step >= end.step,
    )


def _absence(
    axis: Axis, from_at: datetime, until_at: datetime, person: Person, said: str, row: int, viewer: Viewer
) -> Mark:
    start, end = axis.place(from_at), axis.place(until_at)
    who = words.names((person,), viewer.pk)
    return Mark(
        start=start,
        end=end if end.step > start.step else Place(start.step + 1),
        row=row,
        is_holiday=False,
        label=f"{who}: {said or 'away'}",
        short=person.initials,
        when=words.span(from_at, until_at, viewer.told_in(axis.zone), viewer.now),
        hue=f" hue-{person.pk % HUES}",
        is_mine=person.pk == viewer.pk,
        is_past=until_at <= viewer.now,
    )
