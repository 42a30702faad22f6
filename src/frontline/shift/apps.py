from django.apps import AppConfig


class ShiftConfig(AppConfig):
    name = "frontline.shift"
    label = "shift"
