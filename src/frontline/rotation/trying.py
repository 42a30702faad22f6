"""What a change of the plan would move, without making it: it is made, looked at, and taken back."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from frontline.kernel import clock
from frontline.rotation.lining_up import Moved, moved
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.loading import load


def tried(change: Callable[[], object], shown_for: timedelta) -> dict[int, list[Moved]]:
    """Whose shifts would move from now on, by id of each rotation that changes. Raises what `change` raises."""
    since_at = clock.now()
    window = since_at, since_at + shown_for
    before = final_shifts(*window)
    with transaction.atomic():
        change()
        after = final_shifts(*window, plan=load())
        transaction.set_rollback(True)
    found = {pk: moved(before[pk], after[pk]) for pk in before if pk in after}
    return {pk: changes for pk, changes in found.items() if changes}
