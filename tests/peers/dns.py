"""A DNS that knows what the test tells it, or does not answer at all."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from frontline.channels.email.checking import resolver


class PlayedDns:
    """Records by (name, kind). With `is_away`, no question is answered."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[object]] = {}
        self.asked: list[tuple[str, str]] = []
        self.is_away = False

    def add(self, name: str, kind: str, *records: object) -> None:
        self.records.setdefault((name, kind), []).extend(records)

    def ask(self, name: str, kind: str, seconds: float) -> list[object]:
        self.asked.append((name, kind))
        if self.is_away:
            raise resolver.Unanswered(f"{kind} {name}: the network is unreachable")
        return self.records.get((name, kind), [])


@contextmanager
def played_dns() -> Iterator[PlayedDns]:
    played, real = PlayedDns(), resolver.current
    resolver.current = played
    try:
        yield played
    finally:
        resolver.current = real


class DnsServer:
    """A name server on a UDP port of loopback, with the same records; silent about names that begin with "silent."."""

    def __init__(self, records: dict[tuple[str, str], list[str]]) -> None:
        self._records = records
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "DnsServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waking:
            waking.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join(10)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            packet, peer = self._socket.recvfrom(4096)
            if not packet:
                return
            question = dns.message.from_wire(packet)
            asked = question.question[0]
            name, kind = asked.name.to_text(True), dns.rdatatype.to_text(asked.rdtype)
            if name.startswith("silent."):
                continue
            answer = dns.message.make_response(question)
            answer.flags |= dns.flags.RA
            found = self._records.get((name, kind))
            if found:
                answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *found))
            elif not any(known == name for known, _ in self._records):
                answer.set_rcode(dns.rcode.NXDOMAIN)
            self._socket.sendto(answer.to_wire(), peer)
