from django.apps import AppConfig


class TiersConfig(AppConfig):
    name = "frontline.tiers"
    label = "tiers"

    verbose_name = "Tiers"
