"""What was said about stretches of the plan: amendments that stand, and asks that are open."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from frontline.rotation.lanes.block import Reasons
from frontline.rotation.models import Amendment, Ask
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.slots import Bounds, interval


def reasons_in(plan: Plan, from_at: datetime, until_at: datetime) -> Mapping[int, Reasons]:
    """Amendments that stand, and asks that are open, by rotation, where they lie now. Two queries."""
    amendments: dict[int, list[tuple[datetime, datetime, Amendment]]] = defaultdict(list)
    standing = Amendment.objects.filter(revoked_at=None, rotation__in=plan.rotations)
    # One tied to slots may have moved since it was written, by less than this.
    wide = from_at - timedelta(days=2), until_at + timedelta(days=2)
    standing = standing.filter(until_at__gt=wide[0], from_at__lt=wide[1])
    for amendment in standing.select_related("teammate", "instead_of", "made_by").order_by("id"):
        if here := interval(plan.rotations[amendment.rotation_id], amendment):
            amendments[amendment.rotation_id].append((at(here.start), at(here.end), amendment))
    asks: dict[int, list[tuple[datetime, datetime, Ask]]] = defaultdict(list)
    for ask in Ask.objects.filter(state=Ask.State.OPEN, rotation__in=plan.rotations):
        bounds = Bounds(ask.from_at, ask.from_slot, ask.until_at, ask.until_slot)
        if here := interval(plan.rotations[ask.rotation_id], bounds):
            asks[ask.rotation_id].append((at(here.start), at(here.end), ask))
    return {pk: Reasons(amendments[pk], asks[pk]) for pk in plan.rotations}


def at(instant: int) -> datetime:
    """The evaluator's whole seconds as an instant."""
    return datetime.fromtimestamp(instant, UTC)
