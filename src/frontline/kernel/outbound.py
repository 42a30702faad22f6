"""The network side of kernel/http.py: which addresses may be connected to, within which time."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore
import httpx
from django.conf import settings

from frontline.kernel.refusal import Refusal

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_INSIDE = [
    ipaddress.ip_network(each)
    # Azure's metadata, public by number; the rest are ranges that older Pythons take for public (CVE-2024-4032).
    for each in (
        "168.63.129.16/32",
        "192.0.0.0/24",
        "198.18.0.0/15",
        "64:ff9b:1::/48",
        "2001:db8::/32",
        "fec0::/10",
    )
]


class Trouble(Refusal):
    """A request to another system that did not work out."""

    code = "outbound_trouble"
    status = 502


class NotAllowed(Trouble):
    """We won't ask this address; nothing was sent to it."""

    code = "address_not_allowed"
    status = 422


class Unreachable(Trouble):
    """No connection: nothing was sent, so trying again is safe."""


class Interrupted(Trouble):
    """The connection broke after the request began to go out: the other side may or may not have acted on it."""


class TimedOut(Interrupted):
    """No whole answer in time; like Interrupted in what is known."""

    status = 504


class TooLarge(Trouble):
    """The answer was bigger than the caller can use."""


def is_public(address: _Address) -> bool:
    """Whether `address` is out in the internet for everyone: not ours, not this machine, not a cloud's metadata.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as that one is.
    """
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if carried is None and address in _NAT64:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(carried)
    if any(address in network for network in _INSIDE):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def client(deadline: float) -> httpx.Client:
    """A client whose every connection is checked, and over at `deadline` (time.monotonic). Ignores proxy variables."""
    return httpx.Client(
        transport=_Transport(deadline),
        trust_env=False,
        follow_redirects=False,
        timeout=max(deadline - time.monotonic(), 0.001),
        headers={"User-Agent": "Frontline", "Accept-Encoding": "gzip, deflate", "Connection": "close"},
    )


@contextmanager
def translated(host: str) -> Iterator[None]:
    """Turn httpx's errors into ours, with a sentence that names `host`."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unreachable(f"{host} can't be reached: {error or 'no answer'}.") from error
    except httpx.TimeoutException as error:
        raise TimedOut(f"{host} took too long to answer.") from error
    except httpx.HTTPError as error:
        raise Interrupted(f"{host} broke off or answered nonsense: {str(error).rstrip('.')}.") from error
    except httpx.InvalidURL as error:
        raise NotAllowed(f"{host} redirects to what is no address on the web.") from error


@cache
def tls() -> ssl.SSLContext:
    """Certificates are checked against the well-known authorities and the system's (SSL_CERT_FILE for your own)."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


class _Transport(httpx.HTTPTransport):
    """httpx's own transport, over a pool that connects by `_Network`."""

    def __init__(self, deadline: float) -> None:
        super().__init__(verify=tls(), trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls(), max_connections=1, network_backend=_Network(deadline)
        )


class _Network(httpcore.NetworkBackend):
    """Connects to the very addresses that it checked. TLS still asks for the certificate of the name."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in _resolved(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, min(10.0, _left(self._deadline)), local_address, socket_options
                )
                return _Bounded(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _Bounded(httpcore.NetworkStream):
    """A stream on which all reads and writes together end at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Bounded(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, late: type[Exception] = httpcore.ConnectTimeout) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("out of time")
    return left


def _resolved(host: str, port: int) -> list[str]:
    """The addresses of `host`, all of them public, or the host allowed by name. Raises NotAllowed, ConnectError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"its name has no address ({error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = {each.lower() for each in settings.HTTP_ALLOWED_HOSTS}
    if not {host.lower(), f"{host.lower()}:{port}"} & allowed:
        for address in addresses:
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise NotAllowed(
                    f"{host} is an address inside a network, not on the internet. "
                    "If you mean it, add it to FRONTLINE_HTTP_ALLOWED_HOSTS."
                )
    return addresses
