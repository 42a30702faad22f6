from django.apps import AppConfig


class TiersConfig(AppConfig):
    name = "frontline.tiers"
    label = "tiers"

    def ready(self) -> None:
        from frontline.tiers import erasing
        from frontline.ui.places import Place, register

        erasing.register_step()
        register(Place("Tiers", "tiers", "star", "Workspace", order=810, only_for_leads=True))
