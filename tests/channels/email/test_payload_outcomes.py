"""Every nasty mail through the whole inbox: accepted, identified, parsed, placed, recorded, acknowledged, shown."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from frontline.channels.email.identity import identity
from frontline.channels.email.models import SupportAddress
from frontline.inbox import closing, receiving, reply_tokens
from frontline.inbox.accepting import accept
from frontline.inbox.acknowledging import acknowledge
from frontline.inbox.models import Conversation, Dispatch, Intake, Message, Participant
from frontline.inbox.models.conversation import NOT_DUE
from frontline.kernel import clock
from tests.cast import Cast
from tests.payloads.collection import Payload, payloads

OUT = "<out-1@acme.example>"


@pytest.fixture(autouse=True)
def _addresses(cast: Cast) -> None:
    SupportAddress.objects.create(address="support@acme.example", name="Acme Cloud", is_default=True)
    SupportAddress.objects.create(address="sales@acme.example", name="Acme Cloud Sales")


def arrive(payload: Payload, conversation: Conversation | None) -> Intake:
    """Accept a payload and read it, as the mail server and a worker would."""
    number = conversation.number if conversation else 1
    token = reply_tokens.token_for(number)
    raw = payload.raw(token=token, number=number)
    external_id, digest = identity(raw)
    envelope = payload.envelope(token=token, number=number)
    intake = accept("email", external_id=external_id, digest=digest, raw=raw, envelope=envelope)
    receiving.receive(intake.pk)
    intake.refresh_from_db()
    return intake


def adas_conversation(cast: Cast, status: str) -> Conversation:
    """A conversation in which we wrote last."""
    now = clock.now()
    conversation = Conversation.objects.create(
        subject="Backups fail",
        customer=cast.ada,
        channel="email",
        our_address="support@acme.example",
        waits_for_customer=True,
        waiting_since=now,
        queue_at=now + NOT_DUE,
        last_message_at=now,
        created_at=now,
    )
    Participant.objects.create(conversation=conversation, address="ada@northwind.example", customer=cast.ada)
    message = Message.objects.create(
        conversation=conversation,
        direction="out",
        channel="email",
        teammate=cast.mia,
        text="Hey Ada",
        message_id=OUT,
        at=now,
    )
    Dispatch.objects.create(
        message=message, address="ada@northwind.example", state="sent", due_at=now, sent_at=now
    )
    if status == "closed":
        closing.close(conversation, by=cast.mia)
    return conversation


class _Active(HTMLParser):
    """Collects what a browser would run: event handlers, javascript: addresses, scripts that are not our files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.found += [
            f"{tag} {v}" for v in given.values() if v.strip().lower().startswith(("javascript:", "vbscript:"))
        ]
        if tag in {"script", "iframe", "object", "embed"} and not given.get("src", "").startswith("/static"):
            self.found.append(tag)


def active_content(page: str) -> list[str]:
    """What of a page would run, besides our own scripts."""
    reader = _Active()
    reader.feed(page)
    return reader.found


@pytest.mark.parametrize("payload", payloads(), ids=lambda p: p.name)
def test_what_must_come_of_it_comes_of_it(payload: Payload, cast: Cast, client: Client):
    expected: dict[str, Any] = payload.described(token="r.1-x", number=1)["outcome"]
    setup = expected.get("setup", {})
    before = None
    if setup.get("conversation") or setup.get("status"):
        before = adas_conversation(cast, setup.get("status", "open"))
    for name in setup.get("before", []):
        first = arrive(Payload(name), before).messages.first()
        if first is not None:
            acknowledge(first.conversation)
    earlier = before or Conversation.objects.order_by("id").first()
    known = set(Conversation.objects.values_list("pk", flat=True))
    written = set(Message.objects.filter(direction="in").values_list("pk", flat=True))

    intake = arrive(payload, before)

    new = Message.objects.filter(direction="in").exclude(pk__in=written)
    kind = expected["conversation"]
    if kind == "none":
        assert not new.exists(), intake.outcome
        conversation = earlier
        is_acknowledged = False
    else:
        conversation = new.get().conversation
        assert (conversation.pk in known) is (kind == "threads"), (intake.outcome, new.get().placed_because)
        if kind == "threads":
            assert conversation == earlier
        is_acknowledged = conversation.pk not in known and acknowledge(conversation) is not None
    assert is_acknowledged is expected["acknowledged"]
    assert intake.state == expected.get("intake", "done"), intake.outcome
    _check_details(expected, conversation)
    if conversation is not None and kind != "none":
        client.force_login(cast.mia)
        page = client.get(f"/conversations/{conversation.number}")
        assert page.status_code == 200
        assert active_content(page.content.decode()) == []
        for words in expected.get("page_lacks", []):
            assert words not in page.content.decode()


def _check_details(expected: dict[str, Any], conversation: Conversation | None) -> None:
    if expected["conversation"] == "new":
        assert conversation is not None
        addresses = conversation.customer.addresses.values_list("value", flat=True)
        assert expected.get("customer", "ada@northwind.example") in addresses
    if "messages" in expected:
        assert Message.objects.filter(direction="in").count() == expected["messages"]
    if "status" in expected:
        assert conversation is not None
        conversation.refresh_from_db()
        assert conversation.status == expected["status"]
    if "dispatch" in expected:
        assert Dispatch.objects.get(message__message_id=OUT).state == expected["dispatch"]
