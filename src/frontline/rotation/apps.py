from django.apps import AppConfig


class RotationConfig(AppConfig):
    name = "frontline.rotation"
    label = "rotation"

    def ready(self) -> None:
        from frontline.ui.places import Place, register

        register(Place("Rotation", "rotation", "calendar-days", "Rotation", order=500, key="g r"))
