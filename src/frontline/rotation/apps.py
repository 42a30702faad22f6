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
        from frontline.notify import kinds
        from frontline.rotation.telling import cards
        from frontline.rotation.views import counting
        from frontline.ui.duty import show
        from frontline.ui.places import Place, count, register

        kinds.register(
            kinds.Kind("rotation.begins", "Your shift begins", is_urgent=True, order=100),
            kinds.Kind("rotation.ends", "Your shift ends", is_urgent=True, order=110),
            kinds.Kind("rotation.reminder", "Your shift is tomorrow", is_digestible=False, order=120),
            kinds.Kind("rotation.asked", "Somebody asks you to swap or cover", order=130),
            kinds.Kind("rotation.answered", "Answers to what you asked", order=140),
            kinds.Kind("rotation", "Shifts ahead, and changes to them", order=150),
        )
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
