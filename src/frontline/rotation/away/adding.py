"""Absences by hand: whole days in the person's zone, or from one instant to another."""

from datetime import date, datetime, timedelta
from typing import Any

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads
from frontline.rotation.away import events
from frontline.rotation.away.days import day_begins_at
from frontline.rotation.models import Absence
from frontline.rotation.plan.changing import changing

LONGEST = timedelta(days=2 * 366)
FARTHEST = timedelta(days=5 * 366)
_DAY = timedelta(days=1)


def add_days(
    teammate: Teammate, first_on: date, last_on: date, *, summary: str = "", by: Teammate
) -> Absence:
    """Away from the first day to the end of the last, days in the teammate's zone. Leads do it for others too.

    Again: the same one. Raises Invalid, ForLeads.
    """
    if last_on < first_on:
        raise Invalid("The last day is before the first.")
    if not date(1971, 1, 1) < first_on <= last_on < date(2199, 1, 1):
        raise Invalid("That is too far away.")
    zone = teammate.timezone
    from_at, until_at = day_begins_at(first_on, zone), day_begins_at(last_on + _DAY, zone)
    return _add(teammate, from_at, until_at, is_all_day=True, summary=summary, by=by)


def add_time(
    teammate: Teammate, from_at: datetime, until_at: datetime, *, summary: str = "", by: Teammate
) -> Absence:
    """Away from one instant to another (aware), in whole seconds. Again: the same one. Raises Invalid, ForLeads."""
    if until_at <= from_at:
        raise Invalid("The end must be after the beginning.")
    whole = (from_at.replace(microsecond=0), until_at.replace(microsecond=0))
    return _add(teammate, *whole, is_all_day=False, summary=summary, by=by)


def remove(absence: Absence, *, by: Teammate) -> None:
    """Not away after all; who was on until now stays as it was. Again: changes nothing. Raises Invalid, ForLeads."""
    if absence.teammate_id != by.pk:
        only_leads(by, "change when others are away")
    if absence.calendar_id is not None:
        raise Invalid("This comes from a calendar. Remove it there, or remove the calendar here.")
    with changing():
        deleted, _ = Absence.objects.filter(pk=absence.pk).delete()
        if deleted:
            record(events.REMOVED, events.subject(absence.teammate_id), by=by, **_said(absence))


def absence_for(teammate: Teammate, pk: int) -> Absence:
    """An absence that this teammate may change: their own, and a lead any. Raises Absent."""
    found = Absence.objects.select_related("teammate").filter(pk=pk).first()
    if found is None or not (teammate.is_lead or found.teammate_id == teammate.pk):
        raise Absent("There is no such absence.")
    return found


def _add(
    teammate: Teammate, from_at: datetime, until_at: datetime, *, is_all_day: bool, summary: str, by: Teammate
) -> Absence:
    if teammate != by:
        only_leads(by, "say when others are away")
    if not teammate.is_active:
        raise Invalid(f"{teammate.name} is deactivated.")
    now = clock.now()
    if until_at <= now:
        raise Invalid("That is past, and the past does not change.")
    if until_at - from_at > LONGEST or from_at - now > FARTHEST:
        raise Invalid("That is too long, or too far away: at most two years, within the next five.")
    when = {"teammate": teammate, "from_at": from_at, "until_at": until_at, "calendar": None}
    with changing():
        same = Absence.objects.filter(**when).first()
        if same:
            return same
        made = Absence.objects.create(
            **when, is_all_day=is_all_day, summary=summary.strip()[:160], made_by=by, made_at=now
        )
        record(events.ADDED, events.subject(teammate.pk), by=by, **_said(made))
    return made


def _said(absence: Absence) -> dict[str, Any]:
    return {
        "absence": absence.pk,
        "from_at": absence.from_at.isoformat(),
        "until_at": absence.until_at.isoformat(),
    }
