"""The way to DNS, against a name server on loopback."""

from collections.abc import Iterator

import dns.resolver
import pytest

from frontline.channels.email.checking.resolver import Questions, SystemResolver, Unanswered
from tests.peers.dns import DnsServer, PlayedDns


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[SystemResolver]:
    records = {
        ("customer.example", "TXT"): ['"v=spf1 " "mx -all"', '"other"'],
        ("customer.example", "MX"): ["10 mx.customer.example."],
        ("mx.customer.example", "A"): ["192.0.2.7"],
        ("mx.customer.example", "AAAA"): ["2001:db8::7"],
        ("7.2.0.192.in-addr.arpa", "PTR"): ["mx.customer.example."],
    }
    with DnsServer(records) as server:
        configured = dns.resolver.Resolver(configure=False)
        configured.nameservers, configured.port = ["127.0.0.1"], server.port
        monkeypatch.setattr(dns.resolver, "default_resolver", configured)
        yield SystemResolver()


@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [
        ("customer.example", "TXT", [b"other", b"v=spf1 mx -all"]),
        ("customer.example", "MX", [(10, "mx.customer.example")]),
        ("mx.customer.example", "A", ["192.0.2.7"]),
        ("mx.customer.example", "AAAA", ["2001:db8::7"]),
        ("7.2.0.192.in-addr.arpa", "PTR", ["mx.customer.example"]),
        ("customer.example", "A", []),
        ("nobody.example", "TXT", []),
    ],
)
def test_records_come_in_plain_form(
    resolver: SystemResolver, name: str, kind: str, records: list[object]
) -> None:
    assert sorted(resolver.ask(name, kind, 3), key=repr) == records


@pytest.mark.parametrize("name", ["silent.example", "x" * 80 + ".example", "a..b", "\udcff.example"])
def test_what_cannot_be_asked_is_unanswered_and_soon(resolver: SystemResolver, name: str) -> None:
    with pytest.raises(Unanswered):
        resolver.ask(name, "TXT", 0.2)


def test_each_question_is_asked_once_and_none_when_the_time_is_up() -> None:
    played = PlayedDns()
    questions = Questions(played)
    for name in ("Customer.example", "customer.example."):
        assert questions.ask(name, "TXT") == []
    assert len(played.asked) == 1
    with pytest.raises(Unanswered, match="no time left"):
        Questions(played, seconds=0).ask("customer.example", "TXT")
