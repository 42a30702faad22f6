from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from frontline.events.models import Event


class HoursConfig(AppConfig):
    name = "frontline.hours"
    label = "hours"

    def ready(self) -> None:
        from frontline.events.recording import react
        from frontline.ui.places import Place, register

        # While nobody has made a calendar, the first lead's zone is that of the default.
        for kind in ("teammate.added", "teammate.changed", "teammate.deactivated", "teammate.reactivated"):
            react(kind, _look_again)
        register(
            Place("Working hours", "hours", "clock", "Workspace", order=810, key="g h", only_for_leads=True)
        )


def _look_again(event: "Event") -> None:
    from frontline.hours.current import bump

    bump()
