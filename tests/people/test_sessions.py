"""What a process remembers of a session lets nobody in: each request is decided by what the database says then."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from frontline.people import sessions
from frontline.people.models import Teammate
from tests.cast import Cast

PAGE = "/preferences"


@pytest.fixture
def mia(client: Client, cast: Cast) -> Client:
    """Has signed in, and this process knows it."""
    client.force_login(cast.mia)
    assert client.get(PAGE).status_code == 200
    return client


def is_let_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_a_session_and_its_teammate_are_read_together(mia: Client, cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        assert mia.get("/search-nothing-here").status_code == 404
    assert "django_session" in asked.captured_queries[0]["sql"]
    assert f"WHERE id = {cast.mia.pk}" in asked.captured_queries[1]["sql"]


def test_who_was_signed_out_elsewhere_is_out(mia: Client):
    Session.objects.all().delete()
    assert not is_let_in(mia)


def test_an_expired_session_is_over(mia: Client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_let_in(mia)


def test_who_is_deactivated_is_out(mia: Client, cast: Cast):
    Teammate.objects.filter(pk=cast.mia.pk).update(is_active=False)
    assert not is_let_in(mia)


def test_who_changed_their_password_elsewhere_signs_in_again(mia: Client, cast: Cast):
    cast.mia.set_password("another and longer one")
    cast.mia.save()
    assert not is_let_in(mia)


def test_whose_it_is_says_the_session_not_what_was_supposed(mia: Client, cast: Cast):
    sessions._whose[hash(mia.cookies["sessionid"].value)] = cast.tom.pk
    page = mia.get(PAGE)
    assert page.wsgi_request.user == cast.mia
    assert is_let_in(mia)


def test_who_signs_in_as_another_is_the_other(mia: Client, cast: Cast):
    mia.force_login(cast.tom)
    assert mia.get(PAGE).wsgi_request.user == cast.tom
    mia.post("/accounts/logout/")
    assert not is_let_in(mia)
