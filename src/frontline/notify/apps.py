from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "frontline.notify"
    label = "notify"

    def ready(self) -> None:
        from frontline.ui.places import Place, register

        register(Place("Notices", "notices", "bell", "Workspace", order=830, key="g n"))
