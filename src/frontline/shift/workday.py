"""Whether somebody is at work: the hours of their team's calendar, on the clocks of their own zone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from frontline.hours import current as hours
from frontline.hours import working_time
from frontline.hours.calendar import Calendar, OfPlace
from frontline.hours.holidays import UnknownPlace, known_place
from frontline.hours.loading import Calendars
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.plan.people import Person

Somebody = Teammate | Person


@dataclass(frozen=True, slots=True)
class Workday:
    """Somebody's day at an instant. `local` is what the clocks show there; `changes_at` when their work ends, or begins
    again; `away_until` is set while they are away, and then they don't work."""

    local: datetime
    is_working: bool
    changes_at: datetime | None
    away_until: datetime | None = None

    @property
    def in_words(self) -> str:
        """ "17:40 there, until 18:00"; "Sat 12:00 there, from Mon 09:00"; "17:40 there, away until 3 Dec"."""
        here = f"{self.local:%H:%M} there"
        if self.away_until is not None:
            return f"{here}, away until {self._there(self.away_until)}"
        if self.changes_at is None:
            return here
        return f"{here}, {'until' if self.is_working else 'from'} {self._there(self.changes_at)}"

    def _there(self, instant: datetime) -> str:
        then = instant.astimezone(self.local.tzinfo)
        days = (then.date() - self.local.date()).days
        if days == 0:
            return f"{then:%H:%M}"
        return f"{then:%a %H:%M}" if 0 < days < 7 else f"{then.day} {then:%b}"


def workday(
    person: Somebody, now: datetime, *, away: Mapping[int, datetime], calendars: Calendars | None = None
) -> Workday:
    """Their day at `now`; `away` says until when who is away."""
    local = now.astimezone(ZoneInfo(timezones.known(person.timezone)))
    if person.pk in away:
        return Workday(local, False, None, away[person.pk])
    theirs = hours_of(person, calendars or hours.recent())
    is_working = working_time.is_open(theirs, now)
    turns = working_time.closes_at if is_working else working_time.opens_at
    return Workday(local, is_working, turns(theirs, now))


def hours_of(person: Somebody, calendars: Calendars) -> Calendar:
    """Their team's hours where they are. Public holidays, if the calendar has any, are those of their own country."""
    return _theirs(calendars.of_team(person.team_id), timezones.known(person.timezone), person.country)


@lru_cache(maxsize=512)
def _theirs(calendar: Calendar, zone: str, country: str) -> Calendar:
    holidays = calendar.holidays
    if country and isinstance(holidays, OfPlace):
        try:
            holidays = replace(holidays, place=known_place(country))
        except UnknownPlace:
            holidays = calendar.holidays
    return replace(calendar, zone=zone, holidays=holidays)
