"""Giving companies the tier that the rules say. Every change is an event with its reason."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from frontline.events.recording import Actor, Fact, record_all
from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers import events
from frontline.tiers.deciding import decide
from frontline.tiers.knowing import current_rules, facts_of

BATCH = 500
AT_ONCE = 20  # events in one statement: each number of them is a statement of its own that PostgreSQL keeps


@transaction.atomic
def settle(companies: Sequence[int], *, by: Actor | str = events.BY_RULE) -> int:
    """Decide these companies (ids) anew. How many changed; again: none."""
    rows = list(Company.objects.select_for_update().filter(pk__in=companies).order_by("pk"))
    known, rules, today = facts_of(rows), current_rules(), clock.now().date()
    changed: list[Fact] = []
    moved: dict[str, list[int]] = defaultdict(list)
    for company in rows:
        decision = decide(known[company.pk], rules, today)
        if decision.tier != company.tier:
            said = {"from": company.tier, "to": decision.tier}
            changed.append(
                Fact(events.CHANGED, events.subject(company.pk), by=by, why=decision.because, data=said)
            )
            moved[decision.tier].append(company.pk)
    for tier, pks in moved.items():
        Company.objects.filter(pk__in=pks).update(tier=tier)
    for first in range(0, len(changed), AT_ONCE):
        record_all(*changed[first : first + AT_ONCE])
    return len(changed)


def settle_some(after: int, *, by: Actor | str = events.BY_RULE) -> int | None:
    """`settle` for the next batch of all companies, by id; the last id of it, None at the end."""
    batch = list(Company.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    settle(batch, by=by)
    return batch[-1] if len(batch) == BATCH else None


def settle_all(*, by: Actor | str = events.BY_RULE) -> None:
    """Decide every company anew, in batches that commit each for itself."""
    after: int | None = 0
    while after is not None:
        after = settle_some(after, by=by)
