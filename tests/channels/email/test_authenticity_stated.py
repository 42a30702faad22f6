"""What a trusted mail server stated about the sender (RFC 8601)."""

import pytest
from pytest_django.fixtures import Settings

from frontline.channels.email.authenticity import assess

PASS = "mx.acme.example; spf=pass smtp.mailfrom=customer.example; dkim=pass header.d=customer.example; dmarc=pass header.from=customer.example"  # noqa: E501
FAIL = "mx.acme.example; spf=fail smtp.mailfrom=evil.example; dmarc=fail header.from=customer.example"


@pytest.fixture(autouse=True)
def _trusted(settings: Settings) -> None:
    settings.TRUSTED_AUTHSERV_ID = "mx.acme.example"


def stated(*fields: str, sender: str = "From: Dana <dana@customer.example>") -> str:
    lines = [*(f"Authentication-Results: {each}" for each in fields), sender, "Subject: Hello", "", "Hello"]
    return assess("\r\n".join(lines).encode(), {"via": "imap"}).verdict


def test_what_the_trusted_server_found_is_kept() -> None:
    raw = f"Authentication-Results: {PASS}\r\nFrom: dana@customer.example\r\n\r\nHello".encode()
    found = assess(raw, {"via": "imap"})
    assert (found.verdict, found.dmarc, found.spf, found.dkim, found.by) == (
        "verified",
        "pass",
        "pass",
        "pass",
        "mx.acme.example",
    )


def test_a_dmarc_failure_is_a_failure() -> None:
    assert stated(FAIL) == "failed"


def test_spf_and_dkim_without_dmarc_verify_nobody() -> None:
    assert (
        stated("mx.acme.example; spf=pass smtp.mailfrom=x; dkim=pass header.d=customer.example") == "unknown"
    )


def test_only_the_topmost_field_of_the_trusted_server_counts() -> None:
    assert stated(FAIL, PASS) == "failed"
    assert stated(PASS, FAIL) == "verified"
    assert stated("mx.acme.example; dkim=none", PASS) == "unknown"


def test_other_servers_are_not_believed() -> None:
    assert stated(PASS.replace("mx.acme.example", "mx.evil.example")) == "unknown"
    assert stated(PASS.replace("mx.acme.example", "mx.acme.example.evil.example")) == "unknown"
    assert stated(PASS.replace("mx.acme.example;", "evil.example mx.acme.example;")) == "unknown"
    assert stated(PASS.replace("mx.acme.example", "mx.evil.example"), FAIL) == "failed"


def test_a_mail_without_the_field_is_unknown() -> None:
    assert stated() == "unknown"


@pytest.mark.parametrize(
    "field",
    [
        "MX.Acme.Example 1; DMARC=Pass header.from=Customer.Example",
        "mx.acme.example;\r\n\tdmarc=pass (p=REJECT sp=REJECT dis=NONE)\r\n header.from=customer.example",
        "mx.acme.example (Postfix); spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a@b.example; dmarc=pass "
        "action=none header.from=customer.example;compauth=pass reason=100",
        'mx.acme.example; spf=fail reason="a; b (c" smtp.mailfrom=x; dmarc/1 = pass header.from="customer.example"',
    ],
)
def test_the_ways_servers_write_it(field: str) -> None:
    assert stated(field) == "verified"


@pytest.mark.parametrize(
    "field",
    [
        'mx.acme.example; spf=fail smtp.mailfrom="x; dmarc=pass header.from=customer.example"; dmarc=fail',
        "mx.acme.example; spf=fail (of x; dmarc=pass header.from=customer.example); dmarc=fail",
        "mx.acme.example; spf=fail (of x\\); dmarc=pass); dmarc=fail",
        'mx.acme.example; spf=fail (of ") smtp.mailfrom="; dmarc=pass"; dmarc=fail',
        "mx.acme.example; x-dmarc=pass; dmarc=fail",
    ],
)
def test_what_a_sender_can_write_inside_a_finding_is_no_finding(field: str) -> None:
    assert stated(field) == "failed"


def test_a_finding_about_another_domain_says_nothing_about_this_sender() -> None:
    assert stated(PASS, sender="From: dana@other.example") == "unknown"


@pytest.mark.parametrize(
    "sender",
    [
        "From: dana@customer.example\r\nFrom: ceo@acme.example",
        "From: dana@customer.example, ceo@acme.example",
        "From: nobody",
        "Sender: dana@customer.example",
    ],
)
def test_a_mail_without_exactly_one_author_is_never_verified(sender: str) -> None:
    assert stated("mx.acme.example; dmarc=pass", sender=sender) == "unknown"


def test_nothing_that_is_written_there_can_break_it() -> None:
    for junk in (
        ";;;;",
        "",
        "(((((",
        '"',
        "\\",
        "mx.acme.example;=;=pass",
        "mx.acme.example; dmarc=",
        "\0" * 50,
    ):
        assert stated(junk) == "unknown"
    assert assess(b"\xff\xfe\0", {}).verdict == "unknown"
