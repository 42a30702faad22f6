"""Warning of promises that run out: each stage once, more people each time, and nothing once it is seen to.

What runs out is in a small table (models.Warned), so that looking costs nothing to speak of; a promise leaves it when
it is met or was said to be broken. Instants are reckoned anew each time: a pause or another calendar moves them.
"""

from datetime import datetime

from django.db import transaction

from frontline.inbox.clocks import calendars
from frontline.inbox.models import Clock
from frontline.kernel import clock
from frontline.shift.telling import announced
from frontline.shift.telling.models import Warned
from frontline.shift.telling.saying import Item, say
from frontline.shift.telling.situations import House, house
from frontline.shift.telling.stages import Stage, stage_at
from frontline.shift.telling.wording import thing_of

MOST = 1000  # in one transaction
KINDS = {
    Stage.SOON: announced.SOON,
    Stage.STILL: announced.STILL,
    Stage.LAST: announced.LAST,
    Stage.BROKEN: announced.BROKEN,
}


def warn() -> int:
    """Say what has come further than was said; how many notices that made. Again: nothing."""
    made, after = 0, 0
    while True:
        notices, last = _batch(after)
        made += notices
        if last is None:
            return made
        after = last


@transaction.atomic
def _batch(after: int) -> tuple[int, int | None]:
    """Those whose clocks come after number `after`: how many notices, and after which the next batch comes, if any."""
    rows = list(
        Warned.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("clock__conversation__customer__company", "clock__conversation__assignee")
        .filter(pk__gt=after)
        .order_by("pk")[:MOST]
    )
    now = clock.now()
    risen: dict[Stage, list[Warned]] = {}
    for row in rows:
        stage = stage_of(row.clock, now)
        if stage > row.stage:
            risen.setdefault(stage, []).append(row)
    made = _say(house(), risen) if risen else 0
    over = [row.pk for row in rows if row.clock.stopped_at or row.clock.broken_at]
    Warned.objects.filter(pk__in=over).delete()
    return made, rows[-1].pk if len(rows) == MOST else None


def stage_of(held: Clock, now: datetime) -> Stage:
    """What there is to say of a promise now; NONE if somebody has seen to it."""
    if held.stopped_at:
        return Stage.NONE
    if held.broken_at:
        return Stage.BROKEN
    if held.due_at is None or held.warn_for is None or held.conversation.snoozed_until:
        return Stage.NONE
    opening = calendars.opening(held.calendar)
    return stage_at(now, held.due_at, opening, warn_for=held.warn_for, promised_for=held.promised_for)


def _say(here: House, risen: dict[Stage, list[Warned]]) -> int:
    items = []
    for stage, rows in risen.items():
        for row in rows:
            situation = here.situation(assignee=row.clock.conversation.assignee_id)
            items.append(Item(KINDS[stage], row.pk, thing_of(row.clock), situation))
        Warned.objects.filter(pk__in=[row.pk for row in rows]).update(stage=stage)
    return say(here, items, together=True)
