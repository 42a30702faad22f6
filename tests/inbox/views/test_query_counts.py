"""What a page asks of the database does not grow with what it shows."""

import pytest
from django.test import Client

from frontline.inbox.merging import merge
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from frontline.rotation.plan import current
from tests.builders.letters import received
from tests.cast import Cast

PAGE = 2  # the session and the teammate


@pytest.fixture(autouse=True)
def _who_is_on_is_known(db):
    """A process asks for the plan of the rotations once a second at most; here it has just asked."""
    current.recent()


def test_a_list_takes_two_queries_whatever_its_length(mia: Client, django_assert_num_queries):
    for number in range(30):
        received(f"someone{number}@elsewhere.example")

    with django_assert_num_queries(PAGE + 2):
        page = mia.get("/inbox/open")
    assert page.content.decode().count("data-row") == 30


@pytest.mark.parametrize(("target", "queries"), [("rows", 2), ("more", 1)])
def test_rows_alone_take_one_query_and_fresh_ones_their_count(
    mia: Client, target: str, queries: int, django_assert_num_queries
):
    received()
    with django_assert_num_queries(PAGE + queries):
        page = mia.get("/inbox/open", headers={"HX-Request": "true", "HX-Target": target}).content.decode()
    assert ('id="list-count" hx-swap-oob="true">1<' in page) == (target == "rows")


@pytest.mark.parametrize("letters_in_it", [1, 12])
def test_a_conversation_takes_the_same_queries_whatever_its_length(
    mia: Client, cast: Cast, letters_in_it: int, django_assert_num_queries
):
    conversation = received(message_id="<one@customer.example>", files={"a.txt": "a"}).conversation
    for _ in range(letters_in_it):
        received(in_reply_to="<one@customer.example>", files={"a.txt": "a", "b.txt": "b"})
        note(conversation, "noted", by=cast.tom)
        reply(conversation, "replied", by=cast.mia)
        received()  # another conversation of hers, for the list and the pane

    with django_assert_num_queries(PAGE + 12):
        mia.get(f"/conversations/{conversation.pk}")


def test_beside_a_list_that_stays_a_conversation_takes_fewer_and_nothing_of_the_list(
    mia: Client, cast: Cast, django_assert_num_queries
):
    conversation = received("ada@northwind.example", subject="Backups fail").conversation
    received("bo@brightline.example", subject="Mail is late")
    merged = received("bo@brightline.example", subject="Again").conversation
    moving = {"HX-Request": "true", "HX-Target": "main"}

    with django_assert_num_queries(PAGE + 10):
        page = mia.get(f"/conversations/{conversation.pk}", headers=moving)
    assert "Backups fail" in page.content.decode()
    assert "data-row" not in page.content.decode()
    assert "Mail is late" not in page.content.decode()
    assert {"HX-Request", "HX-Target"} <= {each.strip() for each in page["Vary"].split(",")}

    merge(merged, into=conversation, across_customers=True, by=cast.mia)
    assert mia.get(f"/conversations/{merged.pk}", headers=moving).status_code == 409


@pytest.mark.parametrize("letters_in_it", [1, 12])
def test_a_reply_takes_the_same_queries_whatever_came_before(
    mia: Client, cast: Cast, letters_in_it: int, django_assert_num_queries
):
    conversation = received(message_id="<one@customer.example>").conversation
    for _ in range(letters_in_it):
        received(in_reply_to="<one@customer.example>")
        reply(conversation, "replied", by=cast.mia)
    seen = conversation.messages.latest("pk").pk
    mia.get("/inbox/open")  # what a process keeps is there

    with django_assert_num_queries(PAGE + 16):
        answer = mia.post(
            f"/conversations/{conversation.pk}/messages",
            {"text": "and again", "seen": seen, "submission": "a-key-of-its-own"},
            headers={"HX-Request": "true"},
        )
    assert answer.status_code == 200
    assert "and again" in answer.content.decode()
