from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "frontline.shift.telling"
    label = "telling"

    def ready(self) -> None:
        from frontline.notify import kinds, lapsing
        from frontline.shift.telling import announced, holding

        kinds.register(*announced.KINDS)
        for kind, still_holds in holding.QUESTIONS.items():
            lapsing.register(kind, still_holds)
