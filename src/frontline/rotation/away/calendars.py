"""Calendars by URL whose entries are absences: added, removed, found."""

from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads
from frontline.rotation.away import events
from frontline.rotation.away.fetching import apply, get
from frontline.rotation.models import Absence, AbsenceCalendar
from frontline.rotation.plan.changing import changing

WORDS = "vacation, holiday, out of office, leave, PTO, day off"
MOST = 10
_LONGEST_URL = 2000
_WEBCAL = ("webcal://", "webcals://")


class CalendarTaken(Invalid):
    """The teammate has this calendar already."""

    code = "calendar_taken"


def address_of(url: str) -> str:
    """The address as it is asked: webcal:// is https:// by another name. Raises Invalid."""
    address = url.strip()
    for scheme in _WEBCAL:
        if address.lower().startswith(scheme):
            address = "https://" + address[len(scheme) :]
    try:
        parts = urlsplit(address)
        is_good = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good or len(address) > _LONGEST_URL or any(ord(char) < 33 for char in address):
        raise Invalid("A calendar's address begins with https:// or webcal://.")
    return address


def add_calendar(teammate: Teammate, url: str, *, words: str = "", by: Teammate) -> AbsenceCalendar:
    """Read a calendar now, and keep reading it. `words` (separated by commas) say which titles count; empty: all.

    Takes as long as the calendar's server does. Raises Invalid, CalendarTaken, CalendarRefused, Trouble, ForLeads: then
    nothing is kept.
    """
    if teammate != by:
        only_leads(by, "add calendars of others")
    address, wanted = address_of(url), words_of(words)
    theirs = AbsenceCalendar.objects.filter(teammate=teammate)
    if theirs.filter(url=address).exists():
        raise CalendarTaken("This calendar is here already.")
    if theirs.count() >= MOST:
        raise Invalid(f"{MOST} calendars are enough: remove one first.")
    calendar = AbsenceCalendar(
        teammate=teammate, url=address, words=", ".join(wanted), added_by=by, created_at=clock.now()
    )
    answer = get(calendar)
    try:
        with transaction.atomic():
            calendar.save()
            record(
                events.CALENDAR_ADDED,
                events.subject(teammate.pk),
                by=by,
                calendar=calendar.pk,
                host=host_of(calendar),
            )
            apply(calendar, answer, by=by)
    except IntegrityError as error:
        raise CalendarTaken("This calendar is here already.") from error
    return calendar


def remove_calendar(calendar: AbsenceCalendar, *, by: Teammate) -> None:
    """Read it no more, and forget the absences that it said. Again: changes nothing. Raises ForLeads."""
    if calendar.teammate_id != by.pk:
        only_leads(by, "remove calendars of others")
    with changing():
        Absence.objects.filter(calendar=calendar.pk).delete()
        if AbsenceCalendar.objects.filter(pk=calendar.pk).delete()[0]:
            record(
                events.CALENDAR_REMOVED,
                events.subject(calendar.teammate_id),
                by=by,
                calendar=calendar.pk,
                host=host_of(calendar),
            )


def calendar_for(teammate: Teammate, pk: int) -> AbsenceCalendar:
    """A calendar that this teammate may read anew or remove: their own, and a lead any. Raises Absent."""
    found = AbsenceCalendar.objects.select_related("teammate").filter(pk=pk).first()
    if found is None or not (teammate.is_lead or found.teammate_id == teammate.pk):
        raise Absent("There is no such calendar.")
    return found


def words_of(said: str) -> list[str]:
    """Words separated by commas or lines, each once. Raises Invalid if they are too long."""
    words = [" ".join(word.split()) for word in said.replace("\n", ",").split(",")]
    found = list(dict.fromkeys(word for word in words if word))
    if len(", ".join(found)) > 200:
        raise Invalid("Fewer words, please: at most 200 characters.")
    return found


def host_of(calendar: AbsenceCalendar) -> str:
    """What may be said of a calendar's address: the rest of it is often a secret."""
    return urlsplit(calendar.url).hostname or ""
