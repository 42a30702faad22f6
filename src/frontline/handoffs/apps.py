from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    name = "frontline.handoffs"
    label = "handoffs"

    def ready(self) -> None:
        from frontline.handoffs import erasing
        from frontline.handoffs.views.places import register_places
        from frontline.notify import kinds

        kinds.register(
            kinds.Kind("handoff.given", "The hand-off of the shift before yours", is_urgent=True, order=200),
            kinds.Kind("handoff.lacking", "Your hand-off lacks notes", is_urgent=True, order=210),
            kinds.Kind("handoff", "Other news of hand-offs", order=220),
        )
        register_places()
        erasing.register()
