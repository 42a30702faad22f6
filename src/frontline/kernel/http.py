"""The one door for outbound HTTP: bounded in time and size, and never into our own network.

Addresses come from people (a webhook to call, a page to fetch), so each connection, of each hop, goes only to a public
address, checked after the name was resolved and then used as it was checked: a name that answers differently a moment
later (DNS rebinding) changes nothing. Hosts of your own network are allowed by name: FRONTLINE_HTTP_ALLOWED_HOSTS.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from frontline.kernel import outbound
from frontline.kernel.outbound import Interrupted, NotAllowed, TimedOut, TooLarge, Trouble, Unreachable

__all__ = ["Interrupted", "NotAllowed", "Response", "TimedOut", "TooLarge", "Trouble", "Unreachable", "send"]

_CARRIED_ELSEWHERE = {"accept", "accept-language", "user-agent", "accept-encoding", "connection"}
"""Headers that go along when a redirect leads to another origin: all others may hold what only the first may know."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, read to its end. `headers` have lower-case names; `url` is where it came from after redirects."""

    status: int
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON. Raises ValueError."""
        return json.loads(self.body)


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    within: float = 20.0,
    most: int = 10_000_000,
    redirects: int = 5,
) -> Response:
    """Send one request and read the whole answer, whatever its status.

    `within` seconds for everything together, redirects included; `most` bytes of body after decompression. Redirects
    are followed for GET and HEAD alone; of others the 3xx is returned. Raises Trouble: NotAllowed (address, scheme, too
    many redirects), Unreachable (nothing was sent), TimedOut and Interrupted (it may have been received), TooLarge.
    """
    deadline = time.monotonic() + within
    hops_left = redirects if method in {"GET", "HEAD"} else 0
    with outbound.client(deadline) as client:
        request = client.build_request(method, _checked(url), headers=dict(headers or {}), content=content)
        while True:
            response, body = _once(client, request, most, deadline)
            following = response.next_request
            if following is None or method not in {"GET", "HEAD"} or redirects == 0:
                return Response(response.status_code, str(request.url), _lower(response.headers), body)
            if hops_left == 0:
                raise NotAllowed(f"{url} redirects more than {redirects} times.")
            hops_left -= 1
            request = _onward(request, following)


def _once(
    client: httpx.Client, request: httpx.Request, most: int, deadline: float
) -> tuple[httpx.Response, bytes]:
    body = bytearray()
    with outbound.translated(request.url.host):
        response = client.send(request, stream=True)
        try:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > most:
                    raise TooLarge(f"{request.url.host} answered with more than {most:,} bytes.")
                if time.monotonic() > deadline:
                    raise TimedOut(f"{request.url.host} took too long to answer.")
        finally:
            response.close()
    return response, bytes(body)


def _onward(request: httpx.Request, following: httpx.Request) -> httpx.Request:
    """The next hop's request: never from HTTPS to HTTP, and with nothing private to another origin."""
    _checked(str(following.url))
    if request.url.scheme == "https" and following.url.scheme != "https":
        raise NotAllowed(f"{request.url.host} redirects from HTTPS to HTTP.")
    here, there = request.url, following.url
    if (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
        for name in list(following.headers):
            if name.lower() not in _CARRIED_ELSEWHERE | {"host"}:
                del following.headers[name]
    return following


def _checked(url: str) -> str:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAllowed("That is no address on the web.") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise NotAllowed(f"{url[:200]} is no address on the web: it must begin with http:// or https://.")
    return url


def _lower(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
