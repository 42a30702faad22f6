"""Making working calendars, changing them, and saying who works by which."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from frontline.events.recording import record
from frontline.hours import events
from frontline.hours.allowing import only_leads
from frontline.hours.current import changing
from frontline.hours.holidays import known_place
from frontline.hours.loading import USUAL, zone_of_first_lead
from frontline.hours.models import CalendarOfTeam, WorkingCalendar
from frontline.hours.reading import Hours, as_json
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people import timezones
from frontline.people.models import Team, Teammate


class NeverOpen(Invalid):
    """A calendar needs hours: with none, no clock would ever run."""

    code = "never_open"


class NameTaken(Refusal):
    code = "name_taken"


class StillNeeded(Refusal):
    """The default calendar is what teams without one of their own work by."""

    code = "still_needed"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a calendar says: an IANA zone, the hours of each weekday, and a place such as DE-BY ("": no holidays)."""

    name: str
    timezone: str
    hours: Hours
    place: str = ""


def make(said: Terms, *, teams: Iterable[Team] = (), by: Teammate) -> WorkingCalendar:
    """A new calendar; the first one is the default. Raises NameTaken, NeverOpen, Invalid, ForLeads."""
    only_leads(by)
    fields = _fields(said)
    with changing() as at:
        _only_name(said.name)
        is_first = not WorkingCalendar.objects.exists()
        made = WorkingCalendar.objects.create(**fields, is_default=is_first, created_at=at)
        moved = _give(made, teams)
        record(events.MADE, events.subject(made.pk), by=by, **fields, teams=moved)
    return made


def change(calendar: WorkingCalendar, said: Terms, *, teams: Iterable[Team] = (), by: Teammate) -> None:
    """Everything that it says, and the teams that work by it; an event has what changed.

    Raises NameTaken, NeverOpen, Invalid, ForLeads.
    """
    only_leads(by)
    fields = _fields(said)
    with changing():
        _only_name(said.name, but=calendar)
        calendar.refresh_from_db()
        changed = {name: value for name, value in fields.items() if getattr(calendar, name) != value}
        before = {name: getattr(calendar, name) for name in changed}
        for name, value in changed.items():
            setattr(calendar, name, value)
        calendar.save(update_fields=list(changed))
        moved = _give(calendar, teams)
        if changed or moved:
            record(
                events.CHANGED, events.subject(calendar.pk), by=by, before=before, now=changed, teams=moved
            )


def make_default(calendar: WorkingCalendar, *, by: Teammate) -> None:
    """Teams without a calendar of their own work by it from now on. Again: changes nothing. Raises ForLeads."""
    only_leads(by)
    with changing():
        if WorkingCalendar.objects.filter(pk=calendar.pk, is_default=True).exists():
            return
        WorkingCalendar.objects.filter(is_default=True).update(is_default=False)
        WorkingCalendar.objects.filter(pk=calendar.pk).update(is_default=True)
        record(events.MADE_DEFAULT, events.subject(calendar.pk), by=by, name=calendar.name)
    calendar.is_default = True


def remove(calendar: WorkingCalendar, *, by: Teammate) -> None:
    """Its teams work by the default from now on. Raises StillNeeded, ForLeads."""
    only_leads(by)
    with changing():
        calendar.refresh_from_db()
        if calendar.is_default:
            raise StillNeeded(
                "This is the default calendar: make another one the default before you remove it."
            )
        record(events.REMOVED, events.subject(calendar.pk), by=by, name=calendar.name)
        calendar.delete()


def ensure_default() -> None:
    """The calendar that holds while nobody has made one, as a row that can be changed. Again: changes nothing."""
    if WorkingCalendar.objects.exists():
        return
    with changing() as at:
        if WorkingCalendar.objects.exists():
            return
        zone = zone_of_first_lead()
        made = WorkingCalendar.objects.create(
            name="Working hours", timezone=zone, hours=as_json(USUAL), is_default=True, created_at=at
        )
        record(events.MADE, events.subject(made.pk), by="Frontline", timezone=zone, hours=made.hours)


def _fields(said: Terms) -> dict[str, Any]:
    if not said.name.strip():
        raise Invalid("A calendar needs a name.")
    if said.timezone not in timezones.names():
        raise Invalid(f"“{said.timezone[:40]}” is no time zone that we know.")
    if not any(said.hours):
        raise NeverOpen("A calendar without any hours would never be open, and nothing would ever be due.")
    return {
        "name": said.name.strip(),
        "timezone": said.timezone,
        "hours": as_json(said.hours),
        "place": known_place(said.place) if said.place else "",
    }


def _only_name(name: str, but: WorkingCalendar | None = None) -> None:
    others = WorkingCalendar.objects.filter(name__iexact=name.strip())
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise NameTaken(f"There is a calendar called “{name.strip()}” already.")


def _give(calendar: WorkingCalendar, teams: Iterable[Team]) -> list[str]:
    """Let just these teams work by it; the names of those that this changes something for."""
    wanted = {team.pk: team.name for team in teams}
    has = dict(CalendarOfTeam.objects.filter(calendar=calendar).values_list("team_id", "team__name"))
    CalendarOfTeam.objects.filter(calendar=calendar).exclude(team__in=wanted).delete()
    for pk in wanted.keys() - has.keys():
        CalendarOfTeam.objects.update_or_create(team_id=pk, defaults={"calendar": calendar})
    return sorted((wanted | has)[pk] for pk in wanted.keys() ^ has.keys())
