"""Our own errors go to Sentry only if somebody said where, and never with what customers wrote."""

import pytest
import sentry_sdk

from frontline.config import errors


def test_without_an_address_nothing_is_reported(settings, monkeypatch: pytest.MonkeyPatch):
    settings.SENTRY_DSN = ""
    monkeypatch.setattr(sentry_sdk, "init", lambda **given: pytest.fail("it began"))
    errors.report()


def test_what_is_reported_holds_no_mail(settings, monkeypatch: pytest.MonkeyPatch):
    given: dict[str, object] = {}
    monkeypatch.setattr(sentry_sdk, "init", given.update)
    settings.SENTRY_DSN = "https://key@127.0.0.1/1"
    errors.report()
    assert given["dsn"] == "https://key@127.0.0.1/1"
    assert (given["send_default_pii"], given["include_local_variables"]) == (False, False)
    assert given["max_request_body_size"] == "never"
