"""Signing in with a passkey, through a real browser and a key played by it."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery staple"


def test_a_teammate_adds_a_passkey_renames_it_and_signs_in_with_it_alone(visit, cast, settings):
    cache.clear()
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page = visit("/accounts/2fa/", as_=cast.mia)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/webauthn/add/")  # loaded, so that its script has hold of the button
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".toast").first).to_contain_text("The key is added.")
    assert Authenticator.objects.filter(user=cast.mia, type="webauthn").count() == 1

    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("table")).to_contain_text("passkey")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Name").fill("The blue <key>")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("table")).to_contain_text("The blue <key>")

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/preferences")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/preferences")
    expect(page.get_by_label("Name")).to_have_value("Mia Rask")

    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".toast").first).to_contain_text("The key is removed.")
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_browser_without_a_key_says_so_and_nothing_has_changed(visit, cast):
    cache.clear()
    page = visit("/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('x', 'NotAllowedError')); }"
    )

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator(".toast")).to_contain_text("No key was given")
    assert page.url.endswith("/accounts/login/")
