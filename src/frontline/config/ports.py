"""Listening sockets, taken before anything else starts, so that a taken port is known at once."""

import errno
import socket

from frontline.config.environment import Misconfigured


def listen(host: str, port: int, setting: str) -> list[socket.socket]:
    """Sockets bound to every address of `host`, not yet listening. Raises Misconfigured, naming `setting`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise Misconfigured(
            f"{_host_of(setting)} is {host!r}, which is no address: use 127.0.0.1 for this machine only, "
            "or 0.0.0.0 for every network it is in."
        ) from error
    bound: list[socket.socket] = []
    for family, _, _, _, address in dict.fromkeys(found):
        # The protocol is named, because asyncio sends without delay (TCP_NODELAY) only where it is: else the end of
        # each answer on a kept connection waits 40 ms for the other side's acknowledgement.
        one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
            bound.append(one)
        except OSError as error:
            for each in [one, *bound]:
                each.close()
            raise _refusal(error, host, port, setting) from error
    return bound


def adopt(descriptors: str) -> list[socket.socket]:
    """The sockets that a parent process bound and handed down by number, such as "5,6"."""
    return [socket.socket(fileno=int(each)) for each in descriptors.split(",")]


def check(host: str, port: int, setting: str) -> None:
    """Whether something else could listen there now. Raises Misconfigured."""
    for one in listen(host, port, setting):
        try:
            one.listen(1)  # with SO_REUSEADDR two may bind, but only one listens
        except OSError as error:
            raise _refusal(error, host, port, setting) from error
        finally:
            one.close()


def _refusal(error: OSError, host: str, port: int, setting: str) -> Misconfigured:
    if error.errno == errno.EADDRINUSE:
        return Misconfigured(
            f"Port {port} on {host} is taken: stop what uses it (another Frontline?), or set {setting} to a free port."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Misconfigured(
            f"This user may not listen on port {port}: set {setting} to a port above 1023, such as {port + 8000}."
        )
    return Misconfigured(
        f"Frontline can't listen on {host}, port {port} ({error.strerror}): "
        f"set {_host_of(setting)} to an address of this machine."
    )


def _host_of(setting: str) -> str:
    return "FRONTLINE_HOST" if setting == "FRONTLINE_PORT" else "FRONTLINE_SMTP_HOST"
