"""Who reads what: each conversation is lent to one reader for each round, and comes back if it is left."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.reports.studies.excluding import exclude
from frontline.reports.studies.locking import locked
from frontline.reports.studies.models import Drawn, Reading, Skip, Study, WhyNot

LEASE = timedelta(minutes=10)
"""An open page asks for more every minute; without script this is how long one may take before another may get it."""

# Whoever reads second never reads what they read first, nor what they wrote beside the count.
_NEXT = """
    SELECT reading.id FROM studies_reading AS reading
    JOIN studies_drawn AS drawn ON drawn.id = reading.drawn_id
    LEFT JOIN studies_skip AS skip ON skip.drawn_id = drawn.id AND skip.reader_id = %(me)s
    WHERE drawn.study_id = %(study)s AND drawn.state = 'sample'
      AND reading.round > 0 AND reading.done_at IS NULL
      AND (reading.lease_until IS NULL OR reading.lease_until <= %(now)s)
      AND NOT EXISTS (
        SELECT 1 FROM studies_reading AS mine
        WHERE mine.drawn_id = drawn.id AND mine.reader_id = %(me)s AND mine.id <> reading.id
      )
    ORDER BY skip.at NULLS FIRST, drawn.place, reading.round
    LIMIT 1 FOR UPDATE OF reading
"""


class NotBeingRead(Refusal):
    """The study is not drawn yet, or finished."""

    code = "not_being_read"


def take(study: Study, *, by: Teammate) -> Reading | None:
    """The reading that `by` holds, or the next that is free, lent to them; None if there is none for them now.

    In the drawn order, those they skipped last. Raises NotBeingRead.
    """
    if not Study.objects.filter(pk=study.pk, state=Study.State.READING).exists():
        raise NotBeingRead("This study isn't being read: it is not drawn yet, or it is finished.")
    while True:
        with transaction.atomic():
            _one_at_a_time(study, by)
            found = held(study, by) or _next(study, by)
            if found is None:
                return None
            why = _gone(found.drawn)
            if why is None:
                return _lend(found, by)
        _leave_out(found.drawn, why)


def held(study: Study, reader: Teammate) -> Reading | None:
    """What is lent to them now."""
    return (
        _readings(study)
        .filter(reader=reader, round__gt=0, done_at=None, lease_until__gt=clock.now())
        .order_by("drawn__place")
        .first()
    )


def keep(drawn: Drawn, *, by: Teammate) -> bool:
    """Lend it for longer, because its page is open; False if it is not theirs any more."""
    mine = Reading.objects.filter(drawn=drawn, reader=by, round__gt=0, done_at=None)
    return bool(mine.update(lease_until=clock.now() + LEASE))


def give_back(drawn: Drawn, *, by: Teammate) -> None:
    """Skip it: it is free for others, and comes to `by` again behind all others."""
    with transaction.atomic():
        Reading.objects.filter(drawn=drawn, reader=by, round__gt=0, done_at=None).update(
            reader=None, lease_until=None, taken_at=None
        )
        Skip.objects.update_or_create(drawn=drawn, reader=by, defaults={"at": clock.now()})


def _one_at_a_time(study: Study, reader: Teammate) -> None:
    """Two tabs of one reader take turns: or they would be lent both rounds of one conversation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"studies.take:{study.pk}:{reader.pk}"],
        )


def _next(study: Study, reader: Teammate) -> Reading | None:
    values: dict[str, Any] = {"study": study.pk, "me": reader.pk, "now": clock.now()}
    # What another takes at this instant is passed over. Only when all that is left is such, is it waited for; and then
    # looked again, because what one waited for may be gone while something else is free.
    for how in (" SKIP LOCKED", "", " SKIP LOCKED"):
        with connection.cursor() as cursor:
            cursor.execute(_NEXT + how, values)
            row = cursor.fetchone()
        if row:
            return _readings(study).get(pk=row[0])
    return None


def _lend(reading: Reading, reader: Teammate) -> Reading:
    now = clock.now()
    if reading.reader_id != reader.pk or reading.taken_at is None:
        reading.reader, reading.taken_at = reader, now
    reading.lease_until = now + LEASE
    reading.save(update_fields=["reader", "taken_at", "lease_until"])
    return reading


def _gone(drawn: Drawn) -> WhyNot | None:
    """Why nobody needs to look at it: what the inbox has learnt since the draw."""
    if drawn.conversation is None:
        return WhyNot.OTHER
    if drawn.conversation.is_spam:
        return WhyNot.SPAM
    return WhyNot.MERGED if drawn.conversation.merged_into_id else None


def _leave_out(drawn: Drawn, why: WhyNot) -> None:
    with locked(drawn.study) as study:
        fresh = Drawn.objects.get(pk=drawn.pk, study=study)
        if fresh.state == Drawn.State.SAMPLE:
            exclude(fresh, why, by="the inbox")


def _readings(study: Study) -> QuerySet[Reading]:
    return Reading.objects.select_related("drawn__conversation", "drawn__study").filter(drawn__study=study)
