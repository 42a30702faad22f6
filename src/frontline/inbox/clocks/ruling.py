"""Changing what is promised: always the whole table at once, as a new version."""

from collections.abc import Sequence

from django.db import connection, transaction

from frontline.events.recording import record
from frontline.inbox import events
from frontline.inbox.clocks import current
from frontline.inbox.clocks.rules import Promise, checked, in_a_sentence, to_json
from frontline.inbox.models import ClockRules
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.allowing import only_leads
from frontline.people.models import Teammate

WORKSPACE = ("workspace", 1)
_LOCK = 7_403_002  # an advisory lock's number: whoever saves promises waits for whoever is saving


class PromisesChanged(Refusal):
    """Somebody else changed the promises since they were read."""

    code = "promises_changed"


@transaction.atomic
def save_promises(promises: Sequence[Promise], *, of: int, by: Teammate) -> None:
    """From now on these hold; clocks that run are settled anew right after. `of` is the version they were made from.

    The same as before is no new version. Raises Invalid, PromisesChanged, ForLeads.
    """
    only_leads(by, "say what is promised")
    kept = checked(promises)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if current.version() != of:
        raise PromisesChanged(
            "Somebody changed the promises meanwhile. Look at them as they are now, and try again."
        )
    before = current.rules_of(of)
    if kept == before:
        return
    made = ClockRules.objects.create(rules=to_json(kept), made_by=by, made_at=clock.now())
    said = [in_a_sentence(each) for each in kept if each not in before]
    gone = [in_a_sentence(each) for each in before if each not in kept]
    record(events.CLOCK_RULES_CHANGED, WORKSPACE, by=by, version=made.pk, now=said, before=gone)
    current.forget()
    transaction.on_commit(current.forget)
