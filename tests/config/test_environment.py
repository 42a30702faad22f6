"""Settings by environment."""

import socket
from pathlib import Path

import pytest

from frontline.config import attachments, environment


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path / "data"))
    for name in ("FRONTLINE_HOST", "FRONTLINE_PORT", "FRONTLINE_URL", "FRONTLINE_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_without_settings_it_is_here_and_for_this_machine_only():
    env = environment.read()
    assert (env.url, env.host, env.port) == ("http://127.0.0.1:8000", "127.0.0.1", 8000)
    assert "127.0.0.1" in env.allowed_hosts


@pytest.mark.parametrize(
    ("settings", "url", "allowed"),
    [
        ({"PORT": "8123"}, "http://127.0.0.1:8123", "127.0.0.1"),
        ({"HOST": "192.0.2.7"}, "http://192.0.2.7:8000", "192.0.2.7"),
        ({"HOST": "::1"}, "http://[::1]:8000", "[::1]"),
        ({"HOST": "0.0.0.0"}, f"http://{socket.gethostname()}:8000", socket.gethostname().lower()),
        ({"URL": "https://support.acme.example/"}, "https://support.acme.example", "support.acme.example"),
        (
            {"URL": "https://support.acme.example", "HOST": "10.0.0.5"},
            "https://support.acme.example",
            "10.0.0.5",
        ),
    ],
)
def test_the_address_follows_the_settings_and_is_answered_to(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], url: str, allowed: str
):
    for name, value in settings.items():
        monkeypatch.setenv(f"FRONTLINE_{name}", value)
    env = environment.read()
    assert env.url == url
    assert allowed in env.allowed_hosts


def test_the_secret_key_is_made_once_and_is_private():
    first, second = environment.read(), environment.read()
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (first.data / "secret-key").stat().st_mode & 0o077 == 0
    assert first.data.stat().st_mode & 0o077 == 0


def test_a_statement_of_a_page_may_not_take_for_ever():
    assert "statement_timeout=30s" in environment.read().database["OPTIONS"]["options"]


def test_attachments_in_s3_need_their_library_and_say_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FRONTLINE_S3_BUCKET", "attachments")
    monkeypatch.setattr(attachments.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(environment.Misconfigured, match=r"requirements/s3\.txt"):
        environment.read()

    monkeypatch.setattr(attachments.importlib.util, "find_spec", lambda name: object())
    storage = environment.read().attachment_storage
    assert storage["OPTIONS"]["bucket_name"] == "attachments"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("STRIPE_KEY", "pk_live_0123456789", "publishable key"),
        ("STRIPE_KEY", "hunter2", "begins with rk_live_"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789", "is set alone"),
        ("STRIPE_WEBHOOK_SECRET", "hunter2", "begins with whsec_"),
        ("HUBSPOT_TOKEN", "01234567-89ab-cdef-0123-456789abcdef", "old kind"),
        ("HUBSPOT_TOKEN", "hunter2", "is no access token"),
    ],
)
def test_a_wrong_key_of_stripe_or_hubspot_is_told_without_telling_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
):
    monkeypatch.setenv(f"FRONTLINE_{name}", value)
    with pytest.raises(environment.Misconfigured, match=said) as refused:
        environment.read()
    assert f"FRONTLINE_{name}" in str(refused.value)
    assert value not in str(refused.value)


def test_keys_of_stripe_and_hubspot_are_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FRONTLINE_STRIPE_KEY", "rk_test_0123456789abcdef")
    monkeypatch.setenv("FRONTLINE_STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdef")
    monkeypatch.setenv("FRONTLINE_HUBSPOT_TOKEN", "pat-eu1-01234567-89ab-cdef-0123-456789abcdef")
    env = environment.read()
    assert (env.stripe_key, env.hubspot_token) == (
        "rk_test_0123456789abcdef",
        "pat-eu1-01234567-89ab-cdef-0123-456789abcdef",
    )
