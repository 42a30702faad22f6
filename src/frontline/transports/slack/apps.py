from django.apps import AppConfig


class SlackTransportConfig(AppConfig):
    name = "frontline.transports.slack"
    label = "slack_transport"

    def ready(self) -> None:
        from frontline.notify import transport
        from frontline.transports.slack.transport import SlackTransport

        transport.register(SlackTransport())
