"""The hand-off's place in the left column, with how many notes lack in the last day of the hero's shift."""

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest

from frontline.handoffs.checklist import lacking
from frontline.handoffs.shifts import current_shift
from frontline.inbox.views.me import me
from frontline.kernel import clock
from frontline.rotation.plan.current import recent
from frontline.rotation.standing import standings
from frontline.ui.places import Count, Place, count, register

_KEY = "handoff"
LAST_DAY = timedelta(hours=24)


def register_places() -> None:
    """Called from AppConfig.ready."""
    register(
        Place(
            "Hand-off",
            "handoff",
            "clipboard-document-check",
            "Rotation",
            count_key=_KEY,
            order=560,
            key="g f",
        )
    )
    count(_numbers)


def _numbers(request: HttpRequest) -> Mapping[str, int | Count]:
    """Asked for by every page, so whoever is not the hero, or has days left, costs nothing beyond what is cached."""
    mine, now = me(request).pk, clock.now()
    hero = next((each for each in standings() if each.is_hero), None)
    is_mine = hero is not None and any(duty.is_on_call and duty.person.pk == mine for duty in hero.on)
    if not is_mine or hero is None or hero.until_at is None or hero.until_at > now + LAST_DAY:
        return {}
    shift = current_shift(mine, recent())
    if shift is None or not shift.ends_within(LAST_DAY, now):
        return {}
    number = lacking(mine, shift.since_at)
    return {_KEY: Count(number, hot=number > 0)}
