"""Marks: releases, incidents and whatever else explains a curve."""

from datetime import datetime

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.reports.numbers.models import Mark
from frontline.reports.numbers.periods import Period

ADDED = "mark.added"
REMOVED = "mark.removed"
"""Both: `mark_kind`, `label`, `at` (ISO 8601)."""


def add_mark(kind: str, label: str, at: datetime, *, address: str = "", by: Teammate) -> Mark:
    """Draw it over the days from now on. Raises Invalid."""
    label = " ".join(storable(label).split())
    if kind not in Mark.MarkKind.values:
        raise Invalid(f"A mark is one of these: {', '.join(Mark.MarkKind.values)}.")
    if not label or len(label) > 80:
        raise Invalid("Say in 1 to 80 characters what happened.")
    if address and (not address.startswith(("https://", "http://")) or len(address) > 300):
        raise Invalid("An address begins with https:// and has 300 characters at most.")
    with transaction.atomic():
        mark = Mark.objects.create(kind=kind, label=label, at=at, address=address, made_by=by)
        record(ADDED, ("mark", mark.pk), by=by, mark_kind=kind, label=label, at=at.isoformat())
    return mark


def remove_mark(mark_id: int, *, by: Teammate) -> Mark:
    """Draw it no more; as it was. Raises Absent."""
    with transaction.atomic():
        mark = Mark.objects.select_for_update().filter(pk=mark_id).first()
        if mark is None:
            raise Absent("There is no such mark any more.")
        record(
            REMOVED, ("mark", mark.pk), by=by, mark_kind=mark.kind, label=mark.label, at=mark.at.isoformat()
        )
        mark.delete()
    mark.pk = mark_id
    return mark


def marks_in(period: Period) -> list[Mark]:
    """Oldest first; the newest forty, so that a picture can be read."""
    found = Mark.objects.filter(at__gte=period.since, at__lt=period.until)
    return list(found.order_by("-at", "-id")[:40])[::-1]
