"""FRONTLINE_EMAIL_URL."""

import pytest

from frontline.channels.email.relays.address import ProviderRelay, SmtpRelay, WrongAddress, read
from frontline.config import environment


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example.com", SmtpRelay("mail.example.com", 587, "opportunistic")),
        ("smtp://127.0.0.1:2526/", SmtpRelay("127.0.0.1", 2526, "opportunistic")),
        ("smtp+tls://u:p@mail.example.com:25", SmtpRelay("mail.example.com", 25, "starttls", "u", "p")),
        ("smtps://a%40b.c:p%3A%2F%3F@[::1]?timeout=5", SmtpRelay("::1", 465, "tls", "a@b.c", "p:/?", 5.0)),
        ("smtps://m.example?ca=/etc/ca.pem", SmtpRelay("m.example", 465, "tls", ca="/etc/ca.pem")),
        ("postmark://AbC-1", ProviderRelay("postmark", (("server_token", "AbC-1"),))),
        (
            "mailgun://key-A@mg.acme.example?api_url=https://api.eu.mailgun.net/v3",
            ProviderRelay(
                "mailgun",
                (
                    ("api_key", "key-A"),
                    ("sender_domain", "mg.acme.example"),
                    ("api_url", "https://api.eu.mailgun.net/v3"),
                ),
            ),
        ),
        ("mailjet://k:s", ProviderRelay("mailjet", (("api_key", "k"), ("secret_key", "s")))),
        ("sendgrid://SG.x-Y_z", ProviderRelay("sendgrid", (("api_key", "SG.x-Y_z"),))),
    ],
)
def test_an_address_names_a_relay(url, relay):
    assert read(url) == relay


def test_no_address_means_that_nothing_goes_out():
    assert read("") is None


@pytest.mark.parametrize(
    "url",
    [
        *(
            "mail.example.com",
            "smtp:mail.example.com",
            "http://mail.example.com",
            "smtp://",
            "smtp://h:99999",
            "smtp://h:x",
        ),
        *(
            "smtp://user@h",
            "smtp://h?tls=1",
            "smtp://h?timeout=0",
            "smtp://h?timeout=x",
            "smtp://h/path",
            "smtp://[::1",
        ),
        *(
            "postmark://",
            "postmark://t?region=eu",
            "mailgun://key",
            "mailjet://key",
            "postmark://a:b",
            "amazon-ses://x",
        ),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence_at_the_start(url, monkeypatch, tmp_path):
    with pytest.raises(WrongAddress):
        read(url)
    monkeypatch.setenv("FRONTLINE_EMAIL_URL", url)
    with pytest.raises(environment.Misconfigured, match=r"FRONTLINE_EMAIL_URL can't be used\. .+\.$"):
        environment.read()


def test_a_wrong_address_with_a_password_does_not_show_it():
    with pytest.raises(WrongAddress) as wrong:
        read("smtp://user:s3cret@h:0x1")
    assert "s3cret" not in str(wrong.value)
