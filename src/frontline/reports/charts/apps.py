from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "frontline.reports.charts"
    label = "charts"
