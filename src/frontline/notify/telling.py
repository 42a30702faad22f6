"""Telling teammates something, once. Whom the caller tells it asks of recipients.py; by which ways and when is decided
by what they chose (choosing.py, pacing.py)."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from frontline.events.recording import Fact, record_all
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.notify import choosing, events, jobs, pacing
from frontline.notify.models import Delivery, Notice
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
    about: Sequence[int] = (),
    by: str = "Frontline",
) -> list[Notice]:
    """Tell each of `teammates` by the ways they chose, in the caller's transaction; the notices that are new.

    `key` names the fact: who was told it before is not told again, whatever the words. The deactivated are told
    nothing. `text` is plain; lines that begin with "- " are a list. `address` is a path of ours, such as
    "/rotation". `about`: see lapsing.py. Raises TransactionManagementError outside a transaction: what is told must
    stand.
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
        "about": list(about),
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
    deliveries = Delivery.objects.bulk_create(_planned(notices))
    record_all(
        *(
            Fact(events.TOLD, events.subject(n.pk), by, data={"teammate": n.teammate_id, "kind": n.kind})
            for n in notices
        )
    )
    for delivery in deliveries:
        if delivery.is_held:
            jobs.deliver_at(delivery.pk, delivery.due_at)
        else:
            jobs.deliver.defer(delivery_id=delivery.pk)


def _planned(notices: list[Notice]) -> list[Delivery]:
    """A delivery for each way that each of them chose, due when they may be told. All notices are of one kind."""
    people = [notice.teammate for notice in notices]
    ways = choosing.ways_for(people, notices[0].kind)
    manners = pacing.manners_of(people)
    later = pacing.due(notices, manners, ways)
    planned = []
    for notice in notices:
        who = notice.teammate
        for transport in ways[who.pk]:
            at = later.get((who.pk, transport), notice.at)
            at = pacing.audible_at(manners[who.pk], who, notice.kind, at)
            planned.append(Delivery(notice=notice, transport=transport, due_at=at, is_held=at > notice.at))
    return planned
