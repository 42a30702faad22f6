from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "frontline.reports.studies"
    label = "studies"

    def ready(self) -> None:
        from frontline.notify import kinds
        from frontline.reports.studies import asking, erasing
        from frontline.reports.studies.series.telling import KINDS
        from frontline.reports.studies.views.places import register_places

        kinds.register(asking.KIND, *KINDS)
        register_places()
        erasing.register()
