"""Changing the rules: always the whole list at once, as a new version."""

from collections.abc import Sequence

from django.db import connection, transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.tiers import events
from frontline.tiers.models import RuleSet
from frontline.tiers.rules import Rule, checked, in_words, to_json

_LOCK = 7_403_001  # an advisory lock's number: whoever saves rules waits for whoever is saving


class RulesChanged(Refusal):
    """Somebody else changed the rules since they were read."""

    code = "rules_changed"


def version() -> int:
    """The number of the rules that hold now; 0 for the defaults."""
    return RuleSet.objects.values_list("pk", flat=True).first() or 0


@transaction.atomic
def save_rules(rules: Sequence[Rule], *, of: int, by: Teammate) -> None:
    """From now on these rules hold; companies are decided anew right after. `of` is the version they were made from.

    Raises Invalid, RulesChanged.
    """
    from frontline.tiers import jobs

    kept = to_json(checked(rules))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if version() != of:
        raise RulesChanged(
            "Somebody changed the rules meanwhile. Look at them as they are now, and try again."
        )
    RuleSet.objects.create(rules=kept, made_by=by, made_at=clock.now())
    said = [f"{rule.tier}: {in_words(rule)}"[:300] for rule in rules]
    record(events.RULES_CHANGED, events.WORKSPACE, by=by, rules=said)
    jobs.settle_soon()
