"""How many requests wait for somebody: beside the rotation's place, on every page."""

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest

from frontline.kernel import clock
from frontline.rotation.models import Ask
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.loading import Plan
from frontline.ui.places import Count

KEY = "rotation-asks"


class _Kept(NamedTuple):
    plan: Plan
    asks: list[tuple[int | None, int, datetime]]


_lock = threading.Lock()
_kept: list[_Kept] = []


def count(request: HttpRequest) -> Mapping[str, Count]:
    """Those to this teammate, and those to anyone. No query while the plan is as it was: asking changes its number."""
    if not request.user.is_authenticated:
        return {}
    me, now = request.user.pk, clock.now()
    waiting = [
        to
        for to, whose, until_at in _open(recent())
        if until_at > now and (to == me or (to is None and whose != me))
    ]
    return {KEY: Count(len(waiting), hot=me in waiting)}


def _open(plan: Plan) -> list[tuple[int | None, int, datetime]]:
    with _lock:
        kept = _kept[0] if _kept else None
    if kept is None or kept.plan is not plan:
        rows = Ask.objects.filter(state=Ask.State.OPEN, rotation__in=plan.rotations)
        kept = _Kept(plan, list(rows.values_list("to", "teammate", "until_at")))
        with _lock:
            _kept[:] = [kept]
    return kept.asks
