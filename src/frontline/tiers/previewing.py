"""Who would move if the rules were others. Nothing is changed by asking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers.deciding import decide
from frontline.tiers.knowing import facts_of
from frontline.tiers.rules import Rule

SHOWN = 200
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Move:
    company: Company
    before: str
    after: str
    because: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`moves` are the first SHOWN by name; `ways` counts all of them by (from, to); `companies` were looked at."""

    moves: list[Move]
    ways: list[tuple[str, str, int]]
    companies: int

    @property
    def total(self) -> int:
        return sum(number for _, _, number in self.ways)


def preview(rules: Sequence[Rule]) -> Preview:
    """What these rules would change today."""
    moves: list[Move] = []
    ways: Counter[tuple[str, str]] = Counter()
    today, looked_at, last = clock.now().date(), 0, 0
    while batch := list(Company.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        known = facts_of(batch)
        for company in batch:
            decision = decide(known[company.pk], rules, today)
            if decision.tier != company.tier:
                ways[company.tier, decision.tier] += 1
                moves.append(Move(company, company.tier, decision.tier, decision.because))
        looked_at, last = looked_at + len(batch), batch[-1].pk
    moves.sort(key=lambda move: (move.company.name.casefold(), move.company.pk))
    counted = [(before, after, number) for (before, after), number in sorted(ways.items())]
    return Preview(moves[:SHOWN], counted, looked_at)
