"""What teammates choose: which kinds of notice by which ways, when, and how many at once."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import time

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.notify import events, jobs
from frontline.notify.models import Choice, Delivery, Manner
from frontline.people.models import Teammate


@dataclass(frozen=True, slots=True)
class Wanted:
    """See models.Manner. Without `quiet_since`, `quiet_until` and `quiet_days` there are no quiet hours."""

    quiet_since: time | None = None
    quiet_until: time | None = None
    quiet_days: str = ""
    digest_above: int = 3
    digest_for: int = 15


@transaction.atomic
def choose(teammate: Teammate, wanted: Mapping[tuple[str, str], bool], *, by: Teammate) -> None:
    """Set (kind as registered, transport) -> whether; what isn't named stays. It holds for what is told from now on."""
    now = {
        (each.kind, each.transport): each
        for each in Choice.objects.select_for_update().filter(teammate=teammate)
    }
    changed = {
        pair: is_on for pair, is_on in wanted.items() if (now[pair].is_on if pair in now else True) != is_on
    }
    for (kind, transport), is_on in changed.items():
        Choice.objects.update_or_create(
            teammate=teammate, kind=kind, transport=transport, defaults={"is_on": is_on}
        )
    if changed:
        said = [{"kind": kind, "transport": transport, "on": on} for (kind, transport), on in changed.items()]
        record(events.CHOSEN, ("teammate", teammate.pk), by=by, choices=said)


@transaction.atomic
def pace(teammate: Teammate, wanted: Wanted, *, by: Teammate) -> None:
    """Set quiet hours and digests. What waits already is looked at again: it goes now, or waits as is said now."""
    before = Manner.objects.select_for_update().filter(teammate=teammate).first() or Manner(teammate=teammate)
    said = asdict(wanted)
    changed = sorted(key for key, value in said.items() if getattr(before, key) != value)
    if not changed:
        return
    Manner.objects.update_or_create(teammate=teammate, defaults=said)
    record(events.CHOSEN, ("teammate", teammate.pk), by=by, changed=changed)
    _look_again(teammate)


def _look_again(teammate: Teammate) -> None:
    held = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        notice__teammate=teammate, state=Delivery.State.QUEUED, is_held=True, attempts=0
    )
    ids = list(held.order_by("id").values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=ids).update(due_at=clock.now())
    for pk in ids:
        jobs.deliver.defer(delivery_id=pk)
