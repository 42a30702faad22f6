"""The settings of mail in: each wrong value is one sentence that says what to do."""

from pathlib import Path

import pytest

from frontline.config.environment import Misconfigured, read


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("FRONTLINE_LMTP_PORT", "70000", "a port is a number from 1 to 65535"),
        ("FRONTLINE_SMTP_CONNECTIONS", "0", "write a whole number, 1 or more"),
        ("FRONTLINE_SMTP_CERTIFICATE", "/nowhere/mail.pem", "give two PEM files"),
        ("FRONTLINE_SMTP_KEY", "/nowhere/mail.key", "give FRONTLINE_SMTP_CERTIFICATE too"),
        ("FRONTLINE_CHECK_SENDERS", "perhaps", "write one of auto, on, off"),
        ("FRONTLINE_WEBHOOK_SECRET", "short", "must be NAME:SECRET"),
        ("FRONTLINE_WEBHOOK_SECRET", "name:short", "at least 16 characters"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=sentence):
        read()


def test_a_key_that_belongs_to_another_certificate_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, certificate: tuple[Path, Path]
) -> None:
    monkeypatch.setenv("FRONTLINE_SMTP_CERTIFICATE", str(certificate[0]))
    monkeypatch.setenv("FRONTLINE_SMTP_KEY", str(certificate[1]))
    assert read().smtp_certificate == str(certificate[0])
    monkeypatch.setenv("FRONTLINE_SMTP_KEY", str(certificate[0]))
    with pytest.raises(Misconfigured, match="give two PEM files"):
        read()


def test_lmtp_and_hooks_are_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read()
    assert (found.lmtp_port, found.webhook_secret, found.check_senders) == (None, "", "auto")
    monkeypatch.setenv("FRONTLINE_LMTP_PORT", "2424")
    monkeypatch.setenv("FRONTLINE_WEBHOOK_SECRET", "provider:sixteen characters")
    assert (read().lmtp_port, read().webhook_secret) == (2424, "provider:sixteen characters")
