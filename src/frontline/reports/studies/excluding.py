"""What was drawn and is not part of the study, and the next in the drawn order that comes in its place.

Both are called with the study locked (`locking.locked`).
"""

from django.db.models import Q

from frontline.events.recording import record
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.drawing import draw_further, places_to_read
from frontline.reports.studies.models import Drawn, Reading, WhyNot


def exclude(drawn: Drawn, why: str, *, by: Teammate | str) -> Drawn | None:
    """It is out, and the next of its stratum in: that one, or None if the stratum has no more."""
    drawn.state, drawn.why_not = Drawn.State.EXCLUDED, WhyNot(why)
    drawn.save(update_fields=["state", "why_not"])
    unread = drawn.readings.filter(done_at=None)
    unread.filter(reader=None).delete()
    # Somebody reads it just now: what they write finds its place beside the count.
    unread.update(round=0)
    instead = _next(drawn)
    record(
        events.EXCLUDED,
        drawn.study.as_subject,
        by=by,
        why=WhyNot(why).label,
        number=drawn.number,
        replaced_by=instead.number if instead else None,
    )
    return instead


def include(drawn: Drawn, *, by: Teammate | str) -> None:
    """It is part of the study after all; what came in its place goes back if nobody has begun with it."""
    drawn.state, drawn.why_not = Drawn.State.SAMPLE, ""
    drawn.save(update_fields=["state", "why_not"])
    rounds = set(drawn.readings.filter(round__gt=0).values_list("round", flat=True))
    Reading.objects.bulk_create(each for each in places_to_read(drawn) if each.round not in rounds)
    instead = Drawn.objects.filter(replaces=drawn).first()
    if instead and instead.state == Drawn.State.SAMPLE and not _is_begun(instead):
        instead.readings.all().delete()
        instead.state, instead.replaces, instead.is_double = Drawn.State.RESERVE, None, False
        instead.save(update_fields=["state", "replaces", "is_double"])
    record(events.INCLUDED, drawn.study.as_subject, by=by, number=drawn.number)


def _next(drawn: Drawn) -> Drawn | None:
    if Drawn.objects.filter(replaces=drawn).exists():  # it was out before, and its replacement stayed in
        return None
    reserve = Drawn.objects.filter(stratum=drawn.stratum_id, state=Drawn.State.RESERVE).order_by(
        "key", "number"
    )
    if not reserve.exists():
        draw_further(drawn.stratum)
    found = reserve.first()
    if found is None:
        return None
    found.state, found.replaces, found.is_double = Drawn.State.SAMPLE, drawn, drawn.is_double
    found.save(update_fields=["state", "replaces", "is_double"])
    Reading.objects.bulk_create(places_to_read(found))
    return found


def _is_begun(drawn: Drawn) -> bool:
    return drawn.readings.filter(Q(reader__isnull=False)).exists()
