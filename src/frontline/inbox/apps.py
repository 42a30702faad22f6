from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "frontline.inbox"
    label = "inbox"

    def ready(self) -> None:
        from frontline.inbox import categorising, erasing
        from frontline.inbox.views.places import register_places
        from frontline.people.welcoming import on_welcome

        erasing.register()
        on_welcome(categorising.begin)
        register_places()
