from django.apps import AppConfig


class PushTransportConfig(AppConfig):
    name = "frontline.transports.push"
    label = "push_transport"

    def ready(self) -> None:
        from frontline.notify import transport
        from frontline.transports.push.transport import PushTransport

        transport.register(PushTransport())
