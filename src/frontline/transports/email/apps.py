from django.apps import AppConfig


class EmailTransportConfig(AppConfig):
    name = "frontline.transports.email"
    label = "email_transport"

    def ready(self) -> None:
        from frontline.notify import transport
        from frontline.transports.email.transport import EmailTransport

        transport.register(EmailTransport())
