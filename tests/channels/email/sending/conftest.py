"""A conversation that came by mail, and replies in it that are ready to be sent."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from frontline.channels.email.models import SupportAddress
from frontline.channels.email.relays import connections
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.inbox.models.conversation import NOT_DUE
from tests.cast import Cast, cast
from tests.peers.smtp_sink import SmtpSink, smtp_sink

__all__ = ["cast", "smtp_sink"]

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_connection_outlives_its_test() -> Iterator[None]:
    yield
    connections.close_all()


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    """Ada asked something by mail at 11:30."""
    SupportAddress.objects.create(address="support@acme.example", name="Acme Cloud", is_default=True)
    made = Conversation.objects.create(
        subject="Backups fail",
        customer=cast.ada,
        channel="email",
        our_address="support@acme.example",
        waiting_since=NOON,
        queue_at=NOON + NOT_DUE,
        last_message_at=NOON,
        created_at=NOON,
    )
    Message.objects.create(
        conversation=made,
        direction="in",
        channel="email",
        customer=cast.ada,
        author_name="Ada Okafor",
        author_address="ada@northwind.example",
        text="They fail since last night.\n\n.with a dot in front\n<b>not bold</b>",
        message_id="<ask-1@northwind.example>",
        at=NOON - timedelta(minutes=30),
    )
    return made


Reply = Callable[..., list[Dispatch]]


@pytest.fixture
def reply(conversation: Conversation, cast: Cast) -> Reply:
    """Write a reply of Mia's: its dispatches, one an address of `to` and `cc`."""

    def write(
        text: str = "Set `retention` to **7**.",
        *,
        to: tuple[str, ...] = ("ada@northwind.example",),
        cc: tuple[str, ...] = (),
        name: str = "Ada Okafor",
        **fields: object,
    ) -> list[Dispatch]:
        message = Message.objects.create(
            **{
                "conversation": conversation,
                "direction": "out",
                "channel": "email",
                "teammate": cast.mia,
                "text": text,
                "subject": conversation.subject,
                "to": [{"name": name, "address": each} for each in to],
                "cc": [{"name": "", "address": each} for each in cc],
                "message_id": "<5f3a9c1e.1@acme.example>",
                "in_reply_to": "<ask-1@northwind.example>",
                "references": "<ask-1@northwind.example>",
                "at": NOON,
                **fields,
            }
        )
        return [
            Dispatch.objects.create(
                message=message, address=each, name=name, is_copied=each in cc, due_at=NOON
            )
            for each in (*to, *cc)
        ]

    return write


@pytest.fixture
def sink(smtp_sink: SmtpSink, settings: object) -> SmtpSink:
    """A sink that our mail goes to."""
    settings.EMAIL_URL = smtp_sink.url
    return smtp_sink
