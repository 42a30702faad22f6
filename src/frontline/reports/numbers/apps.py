from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "frontline.reports.numbers"
    label = "numbers"

    def ready(self) -> None:
        from frontline.ui.places import Place, register

        register(Place("Numbers", "numbers", "chart-bar", "Reports", order=600, key="g v"))
