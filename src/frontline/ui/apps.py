from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "frontline.ui"
    label = "ui"
