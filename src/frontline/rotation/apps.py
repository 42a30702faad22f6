from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from frontline.events.models import Event

PEOPLE_CHANGED = (
    "teammate.added",
    "teammate.deactivated",
    "teammate.reactivated",
    "teammate.changed",
)


class RotationConfig(AppConfig):
    name = "frontline.rotation"
    label = "rotation"

    def ready(self) -> None:
        from frontline.events.recording import react
        from frontline.rotation.telling import cards
        from frontline.rotation.views import counting
        from frontline.ui.duty import show
        from frontline.ui.places import Place, count, register

        for kind in PEOPLE_CHANGED:
            react(kind, _look_again)
        show(cards)
        count(counting.count)
        register(Place("Rotation", "rotation", "calendar-days", "Rotation", counting.KEY, 500, "g r"))
        register(Place("Away", "away", "sun", "Rotation", order=520, key="g w"))


def _look_again(event: "Event") -> None:
    """Who somebody is has changed: their name, zone or team."""
    from frontline.rotation.plan.current import bump

    bump()
