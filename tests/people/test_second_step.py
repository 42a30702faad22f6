"""Authenticator apps, recovery codes and keys."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from frontline.events.models import Event

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def _code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def mia(client, cast):
    """Mia's browser; she has just proven once more that it is her."""
    client.post("/accounts/login/", {"login": cast.mia.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(mia, cast, django_capture_on_commit_callbacks):
    """Mia has an authenticator app."""
    mia.get("/accounts/2fa/totp/activate/")
    secret = mia.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = mia.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    cache.clear()  # a code counts once; the tests below use it again
    return secret


def _is_ours(answer):
    page = answer.content.decode()
    return answer.status_code == 200 and 'class="brand"' in page and page.count("<h1") == 1


def test_setting_up_an_app_shows_a_code_to_scan_and_the_secret(mia):
    answer = mia.get("/accounts/2fa/totp/activate/")

    page = answer.content.decode()
    assert _is_ours(answer)
    assert 'src="data:image/svg+xml' in page
    assert mia.session["mfa.totp.secret"] in page


def test_a_wrong_code_sets_nothing_up(mia, cast):
    mia.get("/accounts/2fa/totp/activate/")

    page = mia.post("/accounts/2fa/totp/activate/", {"code": "000000"}).content.decode()

    assert "Incorrect code" in page
    assert not Authenticator.objects.exists()


def test_with_an_app_the_password_alone_opens_nothing(secret, cast):
    visitor = Client()

    answer = visitor.post("/accounts/login/", {"login": cast.mia.email, "password": PASSWORD}, follow=True)

    assert "The second step" in answer.content.decode()
    assert _is_ours(answer)
    assert visitor.get("/preferences").status_code == 302
    visitor.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    assert visitor.get("/preferences").status_code == 200


def test_a_recovery_code_opens_the_door_once(mia, secret, cast):
    mia.post("/accounts/2fa/recovery-codes/generate/")
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for tries, status in ((1, 200), (2, 302)):
        visitor = Client()
        visitor.post("/accounts/login/", {"login": cast.mia.email, "password": PASSWORD})
        visitor.post("/accounts/2fa/authenticate/", {"code": code})
        assert visitor.get("/preferences").status_code == status, f"at try {tries}"


def test_recovery_codes_can_be_seen_downloaded_and_made_again(mia, secret):
    asked = mia.get("/accounts/2fa/recovery-codes/generate/")
    assert _is_ours(asked)
    mia.post("/accounts/2fa/recovery-codes/generate/")

    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    shown = mia.get("/accounts/2fa/recovery-codes/")
    assert _is_ours(shown)
    assert all(code in shown.content.decode() for code in codes)
    assert codes[0] in mia.get("/accounts/2fa/recovery-codes/download/").content.decode()
    assert "10 of 10 are left" in mia.get("/accounts/2fa/").content.decode()


def test_an_app_is_turned_off_after_asking(mia, secret, cast):
    assert _is_ours(mia.get("/accounts/2fa/totp/deactivate/"))

    mia.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(type="totp").exists()
    kinds = list(Event.objects.filter(actor=cast.mia).order_by("id").values_list("kind", flat=True))
    assert kinds[0] == "teammate.second_step_added"
    assert "teammate.second_step_removed" in kinds


def test_whoever_is_signed_in_proves_it_again_before_changing_the_second_step(client, cast):
    client.force_login(cast.mia)

    answer = client.get("/accounts/2fa/totp/activate/", follow=True)

    assert "Is it you?" in answer.content.decode()
    assert _is_ours(answer)
    assert (
        client.post(
            answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], {"password": PASSWORD}
        ).status_code
        == 302
    )
    assert "Set up an authenticator app" in client.get("/accounts/2fa/totp/activate/").content.decode()


def test_proving_it_again_is_offered_by_every_means_there_is(secret, cast):
    visitor = Client()
    visitor.force_login(cast.mia)

    for address in ("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"):
        answer = visitor.get(address)
        assert _is_ours(answer), address
        assert "Is it you?" in answer.content.decode()


def test_without_keys_the_page_says_what_they_are_for(mia):
    answer = mia.get("/accounts/2fa/webauthn/")

    assert _is_ours(answer)
    assert "No keys yet" in answer.content.decode()
    assert _is_ours(mia.get("/accounts/2fa/webauthn/add/"))


def test_somebody_elses_key_is_not_there(mia, cast):
    key = Authenticator.objects.create(user=cast.tom, type="webauthn", data={"name": "Blue key"})

    assert mia.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
