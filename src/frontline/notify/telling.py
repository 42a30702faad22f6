"""Telling teammates something, once."""

from collections.abc import Iterable

from django.db import connection, transaction

from frontline.events.recording import Fact, record_all
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.notify import events, jobs
from frontline.notify.models import Delivery, Notice
from frontline.notify.transport import registered
from frontline.people.models import Teammate

LONGEST_KEY = 200
LONGEST_SUBJECT = 200


def tell(
    teammates: Iterable[Teammate],
    *,
    kind: str,
    subject: str,
    text: str,
    address: str = "",
    key: str,
    by: str = "Frontline",
) -> list[Notice]:
    """Tell each of `teammates` by every transport, in the caller's transaction; the notices that are new.

    `key` names the fact: who was told it before is not told again, whatever the words. The deactivated are told
    nothing. `text` is plain; lines that begin with "- " are a list. `address` is a path of ours, such as
    "/rotation". Raises TransactionManagementError outside a transaction: what is told must stand.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{kind} must be told in the transaction of its cause")
    assert len(key) <= LONGEST_KEY, key
    # By id, so that two who tell the same people at once never wait for each other in a circle.
    people = sorted({t.pk: t for t in teammates if t.is_active}.values(), key=lambda t: t.pk)
    told = set(Notice.objects.filter(key=key, teammate__in=people).values_list("teammate_id", flat=True))
    said = {
        "kind": kind,
        "subject": " ".join(storable(subject).split())[:LONGEST_SUBJECT],
        "text": storable(text).strip(),
        "address": address,
        "at": clock.now(),
    }
    made = []
    for teammate in people:
        if teammate.pk not in told:
            notice, is_new = Notice.objects.get_or_create(teammate=teammate, key=key, defaults=said)
            made += [notice] if is_new else []
    _send(made, by)
    return made


def was_told(key: str) -> set[int]:
    """The ids of the teammates who were told it."""
    return set(Notice.objects.filter(key=key).values_list("teammate_id", flat=True))


def _send(notices: list[Notice], by: str) -> None:
    if not notices:
        return
    deliveries = Delivery.objects.bulk_create(
        Delivery(notice=notice, transport=transport.name, due_at=notice.at)
        for notice in notices
        for transport in registered()
    )
    record_all(
        *(
            Fact(events.TOLD, events.subject(n.pk), by, data={"teammate": n.teammate_id, "kind": n.kind})
            for n in notices
        )
    )
    for delivery in deliveries:
        jobs.deliver.defer(delivery_id=delivery.pk)
