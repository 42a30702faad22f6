from django.apps import AppConfig


class ApiChannelConfig(AppConfig):
    name = "frontline.channels.api"
    label = "api_channel"

    def ready(self) -> None:
        from frontline.channels.api.channel import ApiChannel
        from frontline.inbox import channel

        channel.register(ApiChannel())
