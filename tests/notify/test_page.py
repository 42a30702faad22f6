"""`/notices`: what I was told lately."""

import pytest
from django.db import transaction

from frontline.notify.models import Delivery
from frontline.notify.telling import tell
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers")]


def say(teammate, subject, key):
    with transaction.atomic():
        tell([teammate], kind="test", subject=subject, text="- <b>one", address="/rotation", key=key)


def test_my_own_are_shown_and_nobody_elses(client, cast):
    say(cast.mia, "Your <shift>", "a")
    say(cast.tom, "Toms", "b")
    deliver_all()
    client.force_login(cast.mia)
    page = client.get("/notices").content.decode()
    assert "Your &lt;shift&gt;" in page
    assert "<li>&lt;b&gt;one</li>" in page
    assert 'href="/rotation"' in page
    assert "Whispers: sent" in page
    assert "Toms" not in page


def test_why_one_did_not_arrive_is_said(client, cast):
    say(cast.mia, "Your shift", "a")
    Delivery.objects.update(state="failed", answer="550 No such user")
    client.force_login(cast.mia)
    assert "550 No such user" in client.get("/notices").content.decode()


def test_the_page_says_what_it_is_empty_of(client, cast):
    client.force_login(cast.mia)
    assert "Nothing was told to you" in client.get("/notices").content.decode()


def test_it_goes_on_where_the_page_ends_at_the_same_cost(client, cast, django_assert_max_num_queries):
    for number in range(60):
        say(cast.mia, f"Notice {number:02}", f"k{number}")
    client.force_login(cast.mia)
    client.get("/notices")
    with django_assert_max_num_queries(8):
        page = client.get("/notices").content.decode()
    assert "Notice 59" in page
    assert "Notice 09" not in page
    older = page.split('rel="next" href="')[1].split('"')[0]
    assert "Notice 09" in client.get(f"/notices{older}").content.decode()
