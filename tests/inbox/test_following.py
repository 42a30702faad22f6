"""A customer follows their conversation by the link of the acknowledgement, and sees what was said to them, only."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from frontline.inbox import following
from frontline.inbox.acknowledging import acknowledge
from frontline.inbox.channel import Address
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def test_the_acknowledgement_carries_the_link_and_the_link_shows_the_messages(cast: Cast, client: Client):
    conversation = received(
        Address("ada@northwind.example", "Ada Okafor"), text="They fail since last night."
    ).conversation
    acknowledgement = acknowledge(conversation)
    note(conversation, "He sounds cross", by=cast.mia)
    reply(conversation, "Sent already", hold_for=timedelta(0), by=cast.mia)
    reply(conversation, "Still held", hold_for=timedelta(minutes=1), by=cast.mia)
    assert acknowledgement is not None
    link = following.link(conversation)
    assert link in acknowledgement.text

    response = client.get(link.removeprefix(settings.PUBLIC_URL))
    page = response.content.decode()

    assert response.status_code == 200
    assert "They fail since last night." in page
    assert "Sent already" in page
    for secret in ("He sounds cross", "Still held", "took it", "mia@acme.example", "ada@northwind.example"):
        assert secret not in page
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("change", ["number", "key", "length"])
def test_a_changed_link_leads_nowhere(cast: Cast, client: Client, change: str):
    first, second = received().conversation, received("eve@elsewhere.example").conversation
    path = following.link(first).removeprefix(settings.PUBLIC_URL)
    changed = {
        "number": path.replace(f"/{first.number}-", f"/{second.number}-"),
        "key": path[:-1] + ("a" if path[-1] != "a" else "b"),
        "length": path[:-4],
    }[change]

    response = client.get(changed)

    assert response.status_code == 404
    assert "They fail" not in response.content.decode()


def test_a_page_of_many_messages_costs_the_same_queries(
    cast: Cast, client: Client, django_assert_max_num_queries
):
    conversation = received().conversation
    for n in range(6):
        reply(conversation, f"Answer {n}", hold_for=timedelta(0), by=cast.mia)
    with django_assert_max_num_queries(6):
        client.get(following.link(conversation).removeprefix(settings.PUBLIC_URL))
