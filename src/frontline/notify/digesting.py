"""Several notices that wait for one teammate become one message: none of them is lost, and none goes twice.

A digest is a notice of its own with one delivery. What it carries stands as "among others", and points to it: how the
digest fares is how they fare.
"""

from datetime import datetime

from frontline.events.recording import record
from frontline.notify import events, jobs, kinds, lapsing
from frontline.notify.models import Delivery, Manner, Notice

MOST = 100  # in one message; what is more goes in the next


def gather(one: Delivery, manner: Manner, now: datetime) -> Delivery | None:
    """The digest's delivery, if `one` now goes among others; its job is deferred. Called with `one` locked.

    Only what was never tried is gathered: of anything else somebody may have heard already. Rows that others hold are
    left to them.
    """
    if not manner.digest_above or one.attempts or not kinds.find(one.notice.kind).may_wait_for_others:
        return None
    waiting = _waiting(one, now)
    if len(waiting) < 2 or not (one.is_held or len(waiting) > manner.digest_above):
        return None
    first = waiting[0]
    notice = Notice.objects.create(
        teammate_id=one.notice.teammate_id,
        key=f"digest:{one.transport}:{first.pk}",
        kind=kinds.DIGEST,
        subject=f"{len(waiting)} things happened",
        text="\n".join(f"- {each.notice.subject}" for each in waiting),
        address="/notices",
        at=now,
    )
    carrier = Delivery.objects.create(notice=notice, transport=one.transport, due_at=now)
    Delivery.objects.filter(pk__in=[each.pk for each in waiting]).update(
        state=Delivery.State.DIGESTED, carrier=carrier
    )
    record(
        events.GATHERED,
        events.subject(notice.pk),
        by="Frontline",
        teammate=notice.teammate_id,
        transport=one.transport,
        notices=[each.notice_id for each in waiting],
    )
    jobs.deliver.defer(delivery_id=carrier.pk)
    return carrier


def _waiting(one: Delivery, now: datetime) -> list[Delivery]:
    """What could go now, by the same way to the same teammate, never tried, and held by nobody else; `one` among it."""
    found = (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            state=Delivery.State.QUEUED,
            attempts=0,
            due_at__lte=now,
            transport=one.transport,
            notice__teammate=one.notice.teammate_id,
        )
        .select_related("notice")
        .order_by("id")[:MOST]
    )
    able = lapsing.drop([each for each in found if kinds.find(each.notice.kind).may_wait_for_others])
    return able if any(each.pk == one.pk for each in able) else []
