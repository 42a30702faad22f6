"""The top of the house: wires what happened to what follows."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "frontline.config"
    label = "config"

    def ready(self) -> None:
        from frontline.config import checks, errors, reactions  # noqa: F401  (registers Django's system checks)
        from frontline.ui import places

        errors.report()
        reactions.register()
        places.register(places.Place("Self-check", "status", "heart", "Workspace", order=850, key="g k"))
