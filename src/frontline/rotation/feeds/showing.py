"""What an address gives: the final shifts of its rotation, or those of its owner, as an iCalendar."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from frontline.kernel import clock
from frontline.kernel.secrets import signature
from frontline.rotation.duties import SHADOW
from frontline.rotation.feeds.parts import Part, Stretch, by_date, by_slot
from frontline.rotation.feeds.sequences import told
from frontline.rotation.feeds.windows import Window, window_of
from frontline.rotation.models import CalendarFeed, Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts


def calendar_of(feed: CalendarFeed) -> bytes:
    """The calendar as it is now. The same shifts give the same bytes."""
    from frontline.rotation.feeds.writing import Entry, written

    plan, now = current(), clock.now().replace(microsecond=0)
    rotations = [r for pk, r in plan.rotations.items() if feed.rotation_id in {None, pk}]
    windows = {rotation.pk: window_of(rotation, now) for rotation in rotations}
    parts = _parts(rotations, windows, feed) if rotations else {}
    known = told({uid: (rotation.pk, part) for uid, (rotation, part) in parts.items()}, now)
    own = feed.rotation_id is None
    entries = [
        Entry(
            uid=uid,
            from_at=part.from_at,
            until_at=part.until_at,
            zone=feed.owner.timezone if own else rotation.timezone,
            summary=_summary(rotation, part, own=own),
            description=_description(part),
            url=_url(reverse("rotation")),
            sequence=known[uid].sequence,
            changed_at=known[uid].changed_at,
        )
        for uid, (rotation, part) in parts.items()
    ]
    return written(_name(feed), sorted(entries, key=lambda entry: (entry.from_at, entry.uid)))


def _parts(
    rotations: list[Rotation], windows: dict[int, Window], feed: CalendarFeed
) -> dict[str, tuple[Rotation, Part]]:
    from_at = min(window.from_at for window in windows.values())
    until_at = max(window.until_at for window in windows.values())
    final = final_shifts(from_at, until_at, only=windows)
    found: dict[str, tuple[Rotation, Part]] = {}
    for rotation in rotations:
        window = windows[rotation.pk]
        stretches = [
            stretch
            for stretch in _stretches(final[rotation.pk], window)
            if feed.rotation_id is not None or stretch.teammate == feed.owner_id
        ]
        parts = (
            by_date(stretches, rotation.timezone) if rotation.is_derived else by_slot(stretches, window.slots)
        )
        found |= {_uid(rotation, part): (rotation, part) for part in parts}
    return found


def _stretches(shifts: list[FinalShift], window: Window) -> Iterator[Stretch]:
    for shift in shifts:
        from_at, until_at = max(shift.from_at, window.from_at), min(shift.until_at, window.until_at)
        if from_at < until_at:
            for duty in shift.on:
                yield _stretch(from_at, until_at, duty)


def _stretch(from_at: datetime, until_at: datetime, duty: FinalDuty) -> Stretch:
    return Stretch(
        from_at, until_at, duty.person.pk, duty.person.name, duty.role, duty.because, duty.is_absent
    )


def _uid(rotation: Rotation, part: Part) -> str:
    """Ours alone among all calendars: the end is of this installation's key."""
    return (
        f"shift-{rotation.pk}-{part.slot}-{part.teammate}-{part.ordinal}"
        f"@{signature('calendar', 'uid')}.frontline"
    )


def _summary(rotation: Rotation, part: Part, *, own: bool) -> str:
    if part.role == SHADOW:
        return f"You ride along: {rotation.name}" if own else f"{rotation.name}: {part.name} rides along"
    return f"You are on: {rotation.name}" if own else f"{rotation.name}: {part.name}"


def _description(part: Part) -> str:
    away = ["Away for some of this time, and nobody has taken it over yet."] if part.is_absent else []
    because = "; ".join(part.because)
    return "\n".join([because[:1].upper() + because[1:], *away, _url(reverse("rotation"))])


def _name(feed: CalendarFeed) -> str:
    return feed.rotation.name if feed.rotation else f"Shifts of {feed.owner.name}"


def _url(path: str) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + path
