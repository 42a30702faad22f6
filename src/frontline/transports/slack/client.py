"""slack-sdk's own client, with its requests sent through our door for outbound HTTP.

The library is loaded when something is sent: 21 MB of memory that a workspace without Slack never needs.
"""

from typing import Any
from urllib.request import Request

from django.conf import settings
from slack_sdk import WebClient

from frontline.kernel import http

WITHIN = 15.0  # seconds for each call


def client() -> WebClient:
    """Without the library's retries: deliveries are retried by us, with pauses that outlast this process."""
    return _Through(token=settings.SLACK_TOKEN, base_url=f"{settings.SLACK_URL}/api/", retry_handlers=[])


class _Through(WebClient):
    """The one method of the library that opens a connection (slack-sdk 3, web/base_client.py) is ours.

    Answers that are no success are returned as they are: the library makes its SlackApiError of them.
    """

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        content = req.data if isinstance(req.data, bytes) else None
        answer = http.send(
            req.get_method(),
            url,
            headers=dict(req.header_items()),
            content=content,
            within=WITHIN,
            most=1_000_000,
            redirects=0,
        )
        return {"status": answer.status, "headers": answer.headers, "body": answer.text}
