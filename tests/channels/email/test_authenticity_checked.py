"""Checking senders ourselves: SPF, DKIM and DMARC against a played DNS."""

from collections.abc import Iterator

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pytest_django.fixtures import Settings

from frontline.channels.email.authenticity import assess
from tests.peers.dns import PlayedDns, played_dns

PEER = "8.8.4.4"  # any address that is public; nothing is sent to it
MAIL = (
    b"From: Dana <dana@cust-omer.example>\r\nTo: support@acme.example\r\nSubject: Down\r\n"
    b"Message-ID: <1@cust-omer.example>\r\n\r\nIt is down.\r\n"
)


@pytest.fixture
def dns() -> Iterator[PlayedDns]:
    with played_dns() as played:
        yield played


@pytest.fixture(scope="module")
def key() -> tuple[bytes, bytes]:
    import base64

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return pem, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def signed(pem: bytes, domain: bytes, mail: bytes = MAIL, **options: object) -> bytes:
    signature: bytes = dkim.sign(mail, b"s1", domain, pem, include_headers=[b"from", b"subject"], **options)
    return signature + mail


def envelope(
    peer: str = PEER, mail_from: str = "dana@cust-omer.example", via: str = "smtp"
) -> dict[str, str]:
    return {"via": via, "peer": peer, "mail_from": mail_from, "helo": "mx.cust-omer.example"}


def test_a_sender_is_verified_by_an_aligned_signature(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.cust-omer.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    found = assess(signed(key[0], b"cust-omer.example"), envelope())
    assert (found.verdict, found.dmarc, found.dkim, found.spf, found.by) == (
        "verified",
        "pass",
        "pass",
        "none",
        "Frontline",
    )


def test_a_sender_is_verified_by_an_aligned_spf(dns: PlayedDns) -> None:
    dns.add("cust-omer.example", "TXT", b"v=spf1 ip4:8.8.4.0/24 -all")
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=none")
    assert assess(MAIL, envelope()).verdict == "verified"


def test_spf_by_mx_and_by_address_is_looked_up(dns: PlayedDns) -> None:
    dns.add("cust-omer.example", "TXT", b"v=spf1 mx include:_spf.relay.example -all")
    dns.add("cust-omer.example", "MX", (10, "mx.cust-omer.example"))
    dns.add("mx.cust-omer.example", "A", PEER)
    dns.add("_spf.relay.example", "TXT", b"v=spf1 a:out.relay.example -all")
    dns.add("out.relay.example", "A", "9.9.9.9")
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=none")
    assert assess(MAIL, envelope()).spf == "pass"
    assert assess(MAIL, envelope(peer="9.9.9.9")).spf == "pass"
    assert assess(MAIL, envelope(peer="9.9.9.8")).spf == "fail"


def test_a_forged_sender_fails(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.evil.example", "TXT", key[1])
    dns.add("evil.example", "TXT", b"v=spf1 +all")
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    found = assess(signed(key[0], b"evil.example"), envelope(mail_from="x@evil.example"))
    assert (found.verdict, found.dmarc, found.dkim, found.spf) == ("failed", "fail", "pass", "pass")


def test_a_changed_body_breaks_the_signature(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.cust-omer.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    assert assess(signed(key[0], b"cust-omer.example") + b"Pay here\r\n", envelope()).verdict == "failed"


def test_a_signature_of_only_the_beginning_verifies_nobody(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.cust-omer.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    partly = signed(key[0], b"cust-omer.example", length=True)
    assert assess(partly + b"Pay here\r\n", envelope()).verdict == "failed"


def test_a_second_signature_can_be_the_aligned_one(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.cust-omer.example", "TXT", key[1])
    dns.add("s1._domainkey.relay.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    both = signed(key[0], b"relay.example", signed(key[0], b"cust-omer.example"))
    assert assess(both, envelope()).verdict == "verified"


def test_many_signatures_cost_a_few_questions_only(dns: PlayedDns) -> None:
    junk = b"DKIM-Signature: v=1; a=rsa-sha256; d=%d.example; s=s; h=from; bh=eA==; b=eA==\r\n"
    assess(b"".join(junk % number for number in range(500)) + MAIL, envelope())
    assert len(dns.asked) < 12


def test_alignment_is_by_organisation_unless_the_record_is_strict(
    dns: PlayedDns, key: tuple[bytes, bytes]
) -> None:
    dns.add("s1._domainkey.mail.cust-omer.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    by_subdomain = signed(key[0], b"mail.cust-omer.example")
    assert assess(by_subdomain, envelope()).verdict == "verified"
    dns.records["_dmarc.cust-omer.example", "TXT"] = [b"v=DMARC1; p=reject; adkim=s"]
    assert assess(by_subdomain, envelope()).verdict == "failed"


def test_two_companies_under_one_public_suffix_are_not_one(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("s1._domainkey.evil.co.uk", "TXT", key[1])
    dns.add("_dmarc.bank.co.uk", "TXT", b"v=DMARC1; p=reject")
    forged = signed(key[0], b"evil.co.uk", MAIL.replace(b"cust-omer.example", b"bank.co.uk"))
    assert assess(forged, envelope(mail_from="x@evil.co.uk")).verdict == "failed"


def test_a_subdomain_falls_under_the_policy_of_its_organisation(dns: PlayedDns) -> None:
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    assert assess(MAIL.replace(b"@cust", b"@eu.cust", 1), envelope()).verdict == "failed"


def test_without_a_policy_nothing_is_verified_and_nothing_failed(dns: PlayedDns) -> None:
    dns.add("cust-omer.example", "TXT", b"v=spf1 ip4:8.8.4.4 -all")
    found = assess(MAIL, envelope())
    assert (found.verdict, found.dmarc, found.spf) == ("unknown", "none", "pass")
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=none", b"v=DMARC1; p=reject")
    assert assess(MAIL, envelope()).verdict == "unknown"


def test_while_dns_is_away_everybody_is_unknown(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.is_away = True
    found = assess(signed(key[0], b"cust-omer.example"), envelope())
    assert (found.verdict, found.dmarc, found.spf, found.dkim) == (
        "unknown",
        "temperror",
        "temperror",
        "temperror",
    )


def test_an_unanswered_key_is_not_a_forgery(dns: PlayedDns, key: tuple[bytes, bytes]) -> None:
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")

    class HalfAway(PlayedDns):
        def ask(self, name: str, kind: str, seconds: float) -> list[object]:
            self.is_away = "_domainkey" in name
            return super().ask(name, kind, seconds)

    from frontline.channels.email.checking import resolver

    half = HalfAway()
    half.records = dns.records
    resolver.current = half
    assert assess(signed(key[0], b"cust-omer.example"), envelope()).verdict == "unknown"


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.7", "192.168.1.1", "::1", "fe80::1", "", "unknown"])
def test_a_machine_of_our_own_is_not_checked(dns: PlayedDns, peer: str) -> None:
    assert assess(MAIL, envelope(peer=peer)).by == ""
    assert dns.asked == []


@pytest.mark.parametrize("via", ["imap", "lmtp", "hook", ""])
def test_what_did_not_come_by_our_smtp_is_not_checked(dns: PlayedDns, via: str) -> None:
    assert assess(MAIL, envelope(via=via)).verdict == "unknown"
    assert dns.asked == []


def test_checking_can_be_switched_off(dns: PlayedDns, settings: Settings) -> None:
    settings.CHECK_SENDERS = "off"
    assert assess(MAIL, envelope()).verdict == "unknown"
    assert dns.asked == []


def test_switched_on_it_checks_signatures_of_relayed_mail_and_calls_none_forged(
    dns: PlayedDns, settings: Settings, key: tuple[bytes, bytes]
) -> None:
    settings.CHECK_SENDERS = "on"
    dns.add("s1._domainkey.cust-omer.example", "TXT", key[1])
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    assert assess(signed(key[0], b"cust-omer.example"), envelope(via="imap")).verdict == "verified"
    assert assess(MAIL, envelope(via="imap")).verdict == "unknown"


def test_a_bounce_is_checked_by_the_name_of_its_machine(dns: PlayedDns) -> None:
    dns.add("mx.cust-omer.example", "TXT", b"v=spf1 ip4:8.8.4.4 -all")
    dns.add("_dmarc.cust-omer.example", "TXT", b"v=DMARC1; p=reject")
    assert assess(MAIL, envelope(mail_from="")).verdict == "verified"


@pytest.mark.parametrize(
    "record",
    [
        b"v=spf1 include:cust-omer.example",
        b"v=spf1 exists:%{i}.%{x}",
        b"v=spf1 ip4:999",
        b"\xff\xfe",
        b"v=spf1 ~" * 900,
    ],
)
def test_a_broken_record_breaks_nothing(dns: PlayedDns, record: bytes) -> None:
    for name in ("cust-omer.example", "_dmarc.cust-omer.example"):
        dns.add(name, "TXT", record, b"v=DMARC1; p=reject; ;=;x")
    assert assess(MAIL, envelope()).verdict in {"failed", "unknown"}


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [
        ("mail.acme.com", "acme.com"),
        ("a.b.acme.co.uk", "acme.co.uk"),
        ("acme.co.uk", "acme.co.uk"),
        ("co.uk", "co.uk"),
        ("mail.acme.unheard-of", "acme.unheard-of"),
        ("Acme.Unheard-of.", "acme.unheard-of"),
        ("unheard-of", "unheard-of"),
        ("", ""),
    ],
)
def test_the_organisation_of_a_domain(domain: str, organisation: str) -> None:
    from frontline.channels.email.checking.dmarc import organisation as of

    assert of(domain) == organisation
