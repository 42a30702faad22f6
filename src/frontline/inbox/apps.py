from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "frontline.inbox"
    label = "inbox"

    def ready(self) -> None:
        from frontline.inbox import erasing
        from frontline.inbox.views.places import register_places

        erasing.register()
        register_places()
