from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "frontline.channels.email"
    label = "email_channel"

    def ready(self) -> None:
        from frontline.channels.email import erasing, hooks
        from frontline.channels.email.channel import EmailChannel
        from frontline.inbox import channel
        from frontline.ui import places

        channel.register(EmailChannel())
        hooks.connect()
        erasing.register()
        # Shown with FRONTLINE_EMAIL_URL too: what was kept back before is still there to be read.
        places.register(places.Place("Outbox", "outbox", "paper-airplane", "Workspace", order=840, key="g o"))
