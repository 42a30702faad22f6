"""Third-party code that speaks `requests` (django-anymail), led through the one door for outbound HTTP."""

from io import BytesIO
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from frontline.kernel import http

WITHIN = 120.0
"""Seconds: a mail with large attachments takes its time."""


class Door(BaseAdapter):
    """A transport adapter of `requests` that sends through kernel/http.py. Never follows redirects."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Raises requests.ConnectionError, caused by the door's own http.Trouble."""
        body = request.body.encode() if isinstance(request.body, str) else request.body
        assert body is None or isinstance(body, bytes), "anymail builds whole bodies, never streams"
        try:
            answer = http.send(
                request.method or "GET",
                request.url or "",
                headers={name: _text(value) for name, value in request.headers.items()},
                content=body,
                within=WITHIN,
                redirects=0,
            )
        except http.Trouble as trouble:
            raise requests.ConnectionError(trouble.sentence, request=request) from trouble
        response = requests.Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict({k: v for k, v in answer.headers.items() if k != "location"})
        response.url, response.request, response.reason = answer.url, request, ""
        response.raw = BytesIO(answer.body)
        response.encoding = "utf-8"
        return response

    def close(self) -> None:
        """Nothing is kept open."""


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
