"""Where providers bring mail: those whose request holds the whole mail. Others would have to be asked for it."""

from anymail.webhooks.mailersend import MailerSendInboundWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.mailjet import MailjetInboundWebhookView
from anymail.webhooks.mandrill import MandrillCombinedWebhookView
from anymail.webhooks.postal import PostalInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from anymail.webhooks.sparkpost import SparkPostInboundWebhookView
from django.urls import path

from frontline.channels.email.hooks import guarded
from frontline.channels.email.ses import AmazonSesView

PROVIDERS = {
    "amazon_ses": AmazonSesView,
    "mailersend": MailerSendInboundWebhookView,
    "mailgun": MailgunInboundWebhookView,
    "mailjet": MailjetInboundWebhookView,
    "mandrill": MandrillCombinedWebhookView,
    "postal": PostalInboundWebhookView,
    "postmark": PostmarkInboundWebhookView,
    "sendgrid": SendGridInboundWebhookView,
    "sparkpost": SparkPostInboundWebhookView,
}

urlpatterns = [
    path(f"{name}/inbound/", guarded(view.as_view()), name=f"hook-{name}") for name, view in PROVIDERS.items()
] + [
    # Mailgun posts the mail as it came only to addresses with "mime" in them.
    path("mailgun/inbound_mime/", guarded(MailgunInboundWebhookView.as_view()), name="hook-mailgun-mime"),
]
