from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    name = "frontline.handoffs"
    label = "handoffs"

    def ready(self) -> None:
        from frontline.handoffs.views.places import register_places

        register_places()
