from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "frontline.reports.studies"
    label = "studies"
