from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "frontline.inbox"
    label = "inbox"

    def ready(self) -> None:
        from frontline.inbox.views.places import register_places

        register_places()
