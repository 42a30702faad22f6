"""The conflicts of the coming weeks, as the database has the plan now: data for pages and reminders."""

from collections.abc import Mapping
from datetime import timedelta

from frontline.kernel import clock
from frontline.rotation.conflicts.conflict import Conflict
from frontline.rotation.conflicts.situation import Situation, burdens
from frontline.rotation.fairness.current import ledgers, persons
from frontline.rotation.plan.current import current
from frontline.rotation.plan.loading import Plan
from frontline.rotation.spec import Interval

AHEAD = timedelta(weeks=12)
BEHIND = timedelta(weeks=26)
"""How far back somebody's share is looked at when who should take a shift is weighed."""


def conflicts(plan: Plan | None = None) -> tuple[Conflict, ...]:
    """The conflicts of the next twelve weeks; rotations and people are named as the plan names them."""
    return situation(plan, weighs=False).conflicts


def situation(plan: Plan | None = None, *, weighs: bool = True) -> Situation:
    """The coming twelve weeks with everything that proposals need. Without `weighs`, nobody's share is looked up."""
    plan = plan or current()
    now = clock.now().replace(microsecond=0)
    window = Interval(int(now.timestamp()), int((now + AHEAD).timestamp()))
    return Situation(
        spec=plan.during(window),
        people=persons(plan, window),
        burdens=_burdens(plan) if weighs else {},
    )


def _burdens(plan: Plan) -> Mapping[str, Mapping[str, int]]:
    """By what was and what is planned: who is away in a week of theirs has less of it, and may well give one back."""
    now = clock.now().replace(microsecond=0)
    return {each.name: burdens(each.ledger) for each in ledgers(now - BEHIND, now + AHEAD, plan=plan)}
