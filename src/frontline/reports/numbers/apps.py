from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "frontline.reports.numbers"
    label = "numbers"
