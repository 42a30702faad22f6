from django.apps import AppConfig


class WebhookTransportConfig(AppConfig):
    name = "frontline.transports.webhook"
    label = "webhook_transport"

    def ready(self) -> None:
        from frontline.notify import transport
        from frontline.transports.webhook.transport import WebhookTransport

        transport.register(WebhookTransport())
