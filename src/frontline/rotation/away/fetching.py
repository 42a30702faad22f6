"""Fetching absence calendars: asked with what is known of the last answer, and what it no longer has is gone here too.

If it fails, the last good absences stay, and the calendar says what is wrong and since when.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from frontline.events.recording import Actor, record
from frontline.kernel import clock, http
from frontline.rotation.away import events
from frontline.rotation.models import Absence, AbsenceCalendar
from frontline.rotation.plan.changing import changing

if TYPE_CHECKING:
    from frontline.rotation.away.entries import Found
    from frontline.rotation.away.reading import Reading

AHEAD = timedelta(days=366)
WITHIN = 20.0  # seconds
BY_ITSELF = "Absence calendars"
_UNCHANGED = 304
_SECRET = re.compile(r"(\w+://[^/\s?#]+)[/?#]\S*")  # what follows the host in an address
_REASONS = {
    401: "It asks for a sign-in. Use the calendar's secret address, which works without one.",
    403: "It asks for a sign-in. Use the calendar's secret address, which works without one.",
    404: "There is no calendar at that address.",
    410: "There is no calendar at that address any more.",
    429: "It has been asked too often, and answers later.",
}


def fetch(pk: int, *, by: Actor | str = BY_ITSELF) -> AbsenceCalendar | None:
    """Ask the calendar's server, and take over what it says. What goes wrong is kept on the calendar; None if it is
    gone."""
    from frontline.rotation.away.reading import CalendarRefused

    calendar = AbsenceCalendar.objects.select_related("teammate").filter(pk=pk).first()
    if calendar is None or not calendar.teammate.is_active:
        return None
    try:
        apply(calendar, get(calendar), by=by)
    except (http.Trouble, CalendarRefused) as refusal:
        _failed(calendar, refusal.sentence, by=by)
    return AbsenceCalendar.objects.filter(pk=pk).first()


def get(calendar: AbsenceCalendar) -> http.Response:
    """The calendar's answer: 200, or 304 if nothing has changed. Raises Trouble, CalendarRefused."""
    from frontline.rotation.away.reading import MOST_BYTES, CalendarRefused

    answer = http.send("GET", calendar.url, headers=_headers(calendar), within=WITHIN, most=MOST_BYTES)
    if answer.status not in {200, _UNCHANGED}:
        raise CalendarRefused(
            _REASONS.get(answer.status, f"Its server answers with an error ({answer.status}).")
        )
    return answer


def apply(calendar: AbsenceCalendar, answer: http.Response, *, by: Actor | str) -> None:
    """Take over what an answer says. Raises CalendarRefused."""
    digest = hashlib.sha256(answer.body).hexdigest()
    is_known = answer.status == _UNCHANGED or (digest == calendar.digest and not _is_stale(calendar))
    reading = None if is_known else _read(calendar, answer.body)
    before = calendar.failing_since_at is not None
    if reading and _differences(calendar, reading.found) != ([], []):
        with changing():
            if AbsenceCalendar.objects.select_for_update().filter(pk=calendar.pk).exists():
                _take_over(calendar, reading.found, by=by)
    with transaction.atomic():
        if before:
            _recorded(events.CALENDAR_READ, calendar, by=by, works_again=True)
        _worked(calendar, answer, reading, digest)


def _headers(calendar: AbsenceCalendar) -> dict[str, str]:
    headers = {"Accept": "text/calendar, */*;q=0.1"}
    if not _is_stale(calendar):
        if calendar.etag:
            headers["If-None-Match"] = calendar.etag
        if calendar.last_modified:
            headers["If-Modified-Since"] = calendar.last_modified
    return headers


def _is_stale(calendar: AbsenceCalendar) -> bool:
    """Whether the calendar must be read once more though it is the same: each day a day more of its series is near."""
    return calendar.fetched_at is None or calendar.fetched_at.date() != clock.now().date()


def _read(calendar: AbsenceCalendar, content: bytes) -> "Reading":
    from frontline.rotation.away.reading import read

    now = clock.now()
    words = [word for word in calendar.words.split(",") if word.strip()]
    return read(content, zone=calendar.teammate.timezone, since_at=now, until_at=now + AHEAD, words=words)


def _differences(calendar: AbsenceCalendar, found: Iterable["Found"]) -> tuple[list[int], list["Found"]]:
    """What is here and no longer there, and what is there and not here yet; what is over stays."""
    here = {
        (each.from_at, each.until_at, each.is_all_day, each.summary, each.uid): each.pk
        for each in Absence.objects.filter(calendar=calendar.pk, until_at__gt=clock.now())
    }
    there = {tuple(each): each for each in found}
    return (
        [pk for key, pk in here.items() if key not in there],
        [each for key, each in there.items() if key not in here],
    )


def _take_over(calendar: AbsenceCalendar, found: Iterable["Found"], *, by: Actor | str) -> None:
    gone, new = _differences(calendar, found)
    Absence.objects.filter(pk__in=gone).delete()
    Absence.objects.bulk_create(
        Absence(teammate_id=calendar.teammate_id, calendar=calendar, made_at=clock.now(), **each._asdict())
        for each in new
    )
    _recorded(events.CALENDAR_READ, calendar, by=by, added=len(new), removed=len(gone))


def _worked(calendar: AbsenceCalendar, answer: http.Response, reading: "Reading | None", digest: str) -> None:
    said: dict[str, object] = {"fetched_at": clock.now(), "failing_since_at": None}
    if answer.status != _UNCHANGED:
        said |= {
            "etag": _short(answer.headers.get("etag", ""), 200),
            "last_modified": _short(answer.headers.get("last-modified", ""), 80),
            "digest": digest,
        }
    if reading:
        said["error"] = _left_out(reading.unreadable)
    elif calendar.failing_since_at:
        said["error"] = ""
    AbsenceCalendar.objects.filter(pk=calendar.pk).update(**said)


def _failed(calendar: AbsenceCalendar, sentence: str, *, by: Actor | str) -> None:
    sentence = _SECRET.sub(r"\1", sentence)
    with transaction.atomic():
        if calendar.failing_since_at is None:
            _recorded(events.CALENDAR_FAILED, calendar, by=by, why=sentence)
        AbsenceCalendar.objects.filter(pk=calendar.pk).update(
            error=sentence[:400], failing_since_at=calendar.failing_since_at or clock.now()
        )


def _recorded(
    kind: str, calendar: AbsenceCalendar, *, by: Actor | str, why: str = "", **data: object
) -> None:
    record(kind, events.subject(calendar.teammate_id), by=by, why=why, calendar=calendar.pk, **data)


def _left_out(unreadable: int) -> str:
    if not unreadable:
        return ""
    return "One entry can't be read." if unreadable == 1 else f"{unreadable} entries can't be read."


def _short(value: str, most: int) -> str:
    """A validator that is cut is no validator."""
    return value if len(value) <= most else ""
