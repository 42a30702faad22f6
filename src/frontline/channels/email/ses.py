"""Amazon SES without Amazon's own library: the notification itself has the mail (SNS action of a receipt rule)."""

from typing import Any

import structlog
from anymail.exceptions import AnymailConfigurationError
from anymail.webhooks.amazon_ses import AmazonSESInboundWebhookView
from anymail.webhooks.base import AnymailBaseWebhookView

log = structlog.get_logger(__name__)


class AmazonSesView(AmazonSESInboundWebhookView):
    """anymail's view, but it calls no address that it was sent."""

    def __init__(self, **kwargs: Any) -> None:
        # Not the next one up: that wants Amazon's library, which is only needed to call Amazon.
        AnymailBaseWebhookView.__init__(self, **kwargs)

    def auto_confirm_sns_subscription(self, sns_message: dict[str, Any]) -> None:
        """Leave it to a person to confirm that the topic may send here: the address to open is in the log."""
        log.warning(
            "mail.subscription_to_confirm",
            topic=str(sns_message.get("TopicArn")),
            open_this=str(sns_message.get("SubscribeURL")),
        )

    def fetch_s3_chunks(self, bucket_name: str, object_key: str) -> Any:
        raise AnymailConfigurationError(
            "Mail that Amazon SES puts into S3 is not fetched: give the receipt rule an SNS action, encoding Base64."
        )
