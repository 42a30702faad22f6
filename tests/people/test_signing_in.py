"""The door: sign-in, sign-out, passwords."""

import re

import pytest
from django.core import mail
from django.test import Client

from frontline.events.models import Event

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _fresh_limits_and_mail_kept_here(settings):
    from django.core.cache import cache

    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def _is_signed_in(client):
    return client.get("/preferences").status_code == 200


def _is_ours(page):
    return 'class="brand"' in page and "/ui/css/main.css" in page and page.count("<h1") == 1


def test_everything_needs_a_sign_in(client, cast):
    answer = client.get("/preferences")

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/preferences"


def test_a_teammate_signs_in_and_comes_to_where_they_were_going(client, cast):
    page = client.get("/accounts/login/?next=/preferences").content.decode()
    assert '<input type="hidden" name="next" value="/preferences">' in page

    answer = client.post(
        "/accounts/login/", {"login": "MIA@acme.example", "password": PASSWORD, "next": "/preferences"}
    )

    assert answer["Location"] == "/preferences"
    assert _is_signed_in(client)


def test_a_sign_in_never_leads_to_another_site(client, cast):
    answer = client.post(
        "/accounts/login/", {"login": cast.mia.email, "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert answer["Location"] == "/"


@pytest.mark.parametrize("login", ["mia@acme.example", "nobody@acme.example"])
def test_a_wrong_password_and_an_unknown_address_sound_the_same(client, cast, login):
    page = client.post("/accounts/login/", {"login": login, "password": "not it at all"}).content.decode()

    assert "The email address and/or password you specified are not correct." in page
    assert not _is_signed_in(client)


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client, cast):
    for _ in range(5):
        client.post("/accounts/login/", {"login": cast.mia.email, "password": "wrong"})

    page = client.post("/accounts/login/", {"login": cast.mia.email, "password": PASSWORD}).content.decode()

    assert "Too many failed login attempts" in page
    assert not _is_signed_in(client)


def test_a_deactivated_teammate_is_told_so_and_stays_outside(client, cast):
    cast.mia.is_active = False
    cast.mia.save()

    answer = client.post("/accounts/login/", {"login": cast.mia.email, "password": PASSWORD}, follow=True)

    assert not _is_signed_in(client)
    assert "Your place is deactivated" in answer.content.decode()


def test_signing_out_is_asked_first_and_then_done(client, cast):
    client.force_login(cast.mia)
    assert _is_ours(client.get("/accounts/logout/").content.decode())
    assert _is_signed_in(client)

    client.post("/accounts/logout/")

    assert not _is_signed_in(client)


def test_nobody_signs_themselves_up(client, cast):
    page = client.get("/accounts/signup/").content.decode()

    assert _is_ours(page)
    assert "Ask a lead" in page
    client.post(
        "/accounts/signup/", {"email": "x@acme.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not type(cast.mia).objects.filter(email="x@acme.example").exists()


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, cast):
    assert _is_ours(client.get("/accounts/password/reset/").content.decode())
    asked = client.post("/accounts/password/reset/", {"email": "Mia@acme.example"}, follow=True)
    assert _is_ours(asked.content.decode())
    [letter] = mail.outbox
    assert letter.to == ["mia@acme.example"]
    assert letter.subject == "Choose a new password for Frontline"
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", letter.body)[1]

    form = client.get(link, follow=True)
    assert _is_ours(form.content.decode())
    done = client.post(
        form.request["PATH_INFO"],
        {"password1": "another good long one", "password2": "another good long one"},
        follow=True,
    )

    assert _is_ours(done.content.decode())
    cast.mia.refresh_from_db()
    assert cast.mia.check_password("another good long one")
    assert Event.objects.filter(kind="teammate.password_reset", subject_id=cast.mia.pk).exists()
    again = Client().get(link, follow=True).content.decode()
    assert "This link has been used" in again
    assert _is_ours(again)


def test_a_stranger_who_asks_for_a_reset_learns_nothing_and_mails_nobody(client, cast):
    answer = client.post("/accounts/password/reset/", {"email": "stranger@elsewhere.example"}, follow=True)

    assert "If a teammate has this address" in answer.content.decode()
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_looks_the_same_from_outside(client, cast, settings):
    settings.EMAIL_BACKEND = "tests.people.test_signing_in.Silent"

    answer = client.post("/accounts/password/reset/", {"email": cast.mia.email}, follow=True)

    assert "If a teammate has this address" in answer.content.decode()


class Silent:
    """A mail backend whose relay is down."""

    def __init__(self, *, fail_silently: bool = False, **_: object) -> None:
        self.fail_silently = fail_silently

    def send_messages(self, messages):
        assert self.fail_silently
        return 0


def test_a_teammate_changes_their_password_and_stays_signed_in(client, cast):
    client.force_login(cast.mia)
    assert _is_ours(client.get("/accounts/password/change/").content.decode())

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another good long one", "password2": "another good long one"},
    )

    cast.mia.refresh_from_db()
    assert cast.mia.check_password("another good long one")
    assert _is_signed_in(client)
    assert Event.objects.filter(kind="teammate.password_changed", actor=cast.mia).exists()


def test_a_weak_new_password_is_refused_with_the_reason(client, cast):
    client.force_login(cast.mia)

    page = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "mia rask", "password2": "mia rask"},
    ).content.decode()

    assert "too short" in page
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/confirm-email/abc/"]
)
def test_pages_for_several_addresses_lead_to_the_preferences(client, cast, address):
    client.force_login(cast.mia)

    assert client.get(address)["Location"] == "/preferences"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-nonsense/",
    ],
)
def test_every_page_before_the_door_looks_like_ours(client, cast, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert _is_ours(answer.content.decode())
