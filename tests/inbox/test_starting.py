"""Writing to a customer first opens a conversation that is like any other."""

from collections.abc import Iterator

import pytest
from django.test import Client

from frontline.inbox import channel
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.inbox.starting import start
from frontline.kernel.refusal import Invalid
from tests.builders.letters import OURS, Letters, received
from tests.cast import Cast

FORM = {
    "address": "New@Elsewhere.example",
    "name": "Nora New",
    "subject": "Your move",
    "text": "We are ready.",
}


class Mail(Letters):
    key = "email"


@pytest.fixture
def mail(letters: Letters) -> Iterator[Mail]:
    """Letters in the place of e-mail, beside the letters that come in."""
    before, made = channel.get("email"), Mail()
    channel.register(made)
    yield made
    channel.register(before)


def test_it_is_the_writers_and_waits_for_the_customer(cast: Cast, mail: Mail):
    made = start("ada@northwind.example", "", " Your\nmove ", "We are ready.", by=cast.mia)

    assert (made.subject, made.customer, made.assignee, made.our_address) == (
        "Your move",
        cast.ada,
        cast.mia,
        OURS,
    )
    assert made.waits_for_customer is True
    assert [(d.address, d.state) for d in Dispatch.objects.all()] == [("ada@northwind.example", "queued")]
    assert Message.objects.get().in_reply_to == ""


def test_the_customers_answer_comes_back_to_it(cast: Cast, mail: Mail):
    made = start("ada@northwind.example", "", "Your move", "We are ready.", by=cast.mia)

    answer = received(in_reply_to=made.messages.get().message_id)

    assert answer.conversation_id == made.pk


def test_the_same_form_twice_starts_one(cast: Cast, mail: Mail):
    first = start("new@elsewhere.example", "Nora", "Move", "Ready.", submission="k", by=cast.mia)
    second = start("new@elsewhere.example", "Nora", "Move", "Ready.", submission="k", by=cast.mia)

    assert first == second
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "subject", "text"),
    [
        ("nobody", "Move", "Ready."),
        ("a@x.example", "  ", "Ready."),
        ("a@x.example", "Move", " "),
        (OURS, "Move", "Ready."),
    ],
)
def test_what_could_not_be_sent_opens_nothing(cast: Cast, mail: Mail, address: str, subject: str, text: str):
    with pytest.raises(Invalid):
        start(address, "", subject, text, by=cast.mia)

    assert not Conversation.objects.exists()


def test_the_page_starts_one_and_shows_it(cast: Cast, mail: Mail):
    browser = Client()
    browser.force_login(cast.mia)
    page = browser.get("/conversations/new?to=ada@northwind.example").content.decode()
    assert 'value="ada@northwind.example"' in page

    answer = browser.post("/conversations/new", FORM, follow=True)

    made = Conversation.objects.get()
    assert answer.redirect_chain == [(f"/conversations/{made.pk}", 302)]
    assert made.customer.name == "Nora New"
    assert "Undo" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"address": "nobody"}, {"subject": ""}, {"address": OURS}])
def test_the_page_keeps_what_was_written_and_says_what_is_wrong(
    cast: Cast, mail: Mail, wrong: dict[str, str]
):
    browser = Client()
    browser.force_login(cast.mia)

    answer = browser.post("/conversations/new", {**FORM, **wrong})

    assert answer.status_code == 422
    assert "We are ready." in answer.content.decode()
    assert not Conversation.objects.exists()
