"""A channel for tests of the inbox: letters, as JSON, sent to a desk that remembers them and can refuse.

It implements the same contract as the real channels; tests/channels/test_contract.py holds it to it.
"""

import hashlib
import itertools
import json
from dataclasses import asdict
from typing import Any

import pytest

from frontline.inbox import channel, receiving
from frontline.inbox.accepting import accept
from frontline.inbox.channel import (
    Address,
    DeliveryFailure,
    DeliveryRefused,
    InboundAttachment,
    InboundMessage,
    ThreadHints,
    Unreadable,
)
from frontline.inbox.models import Dispatch, Intake, Message

OURS = "support@acme.example"
_numbers = itertools.count(1)


class Letters:
    """The channel. `refusals` maps an address to the errors that its next deliveries meet, in order."""

    key = "letters"
    label = "Letters"

    def __init__(self) -> None:
        self.delivered: list[tuple[str, str]] = []
        self.refusals: dict[str, list[Exception]] = {}

    def parse(self, intake: Intake) -> InboundMessage:
        told = json.loads(bytes(intake.raw))
        if told.get("unreadable"):
            raise Unreadable(told["unreadable"])
        if told.get("faulty"):
            raise ZeroDivisionError("the parser has a fault")
        return InboundMessage(
            external_id=told["message_id"],
            message_id=told["message_id"],
            sender=Address(**told["sender"]),
            reply_to=Address(**told["reply_to"]) if told.get("reply_to") else None,
            subject=told["subject"],
            text=told["text"],
            to=(Address(OURS),),
            cc=tuple(Address(**a) for a in told["cc"]),
            our_address=OURS,
            product=told.get("product", ""),
            hints=ThreadHints(**{k: tuple(v) for k, v in told["hints"].items()}),
            noise=told["noise"],
            attachments=tuple(
                InboundAttachment(n, "text/plain", c.encode()) for n, c in told["files"].items()
            ),
            failures=tuple(DeliveryFailure(**f) for f in told["failures"]),
        )

    def send(self, dispatch: Dispatch) -> str:
        waiting = self.refusals.get(dispatch.address)
        if waiting:
            raise waiting.pop(0)
        self.delivered.append((dispatch.address, dispatch.message.text))
        return "250 taken"

    def is_ours(self, address: str) -> bool:
        return address == OURS

    def default_address(self) -> str:
        return OURS

    def new_message_id(self, our_address: str) -> str:
        return f"<out-{next(_numbers)}@acme.example>"


@pytest.fixture
def letters() -> Letters:
    """The letters' channel, registered for this test."""
    made = Letters()
    channel.register(made)
    yield made
    channel._channels.pop(made.key, None)


def letter(
    sender: Address | str = "ada@northwind.example",
    *,
    subject: str = "Backups fail",
    text: str = "They fail since last night.",
    message_id: str = "",
    in_reply_to: str = "",
    references: tuple[str, ...] = (),
    token: str = "",
    cc: tuple[str, ...] = (),
    noise: str = "",
    files: dict[str, str] | None = None,
    failures: tuple[DeliveryFailure, ...] = (),
    **more: Any,
) -> Intake:
    """Accept a letter, as its channel would."""
    sender = Address(sender) if isinstance(sender, str) else sender
    told = {
        "message_id": message_id or f"<in-{next(_numbers)}@customer.example>",
        "sender": asdict(sender),
        "subject": subject,
        "text": text,
        "cc": [asdict(Address(a)) for a in cc],
        "hints": {
            "reply_tokens": [token] if token else [],
            "in_reply_to": [in_reply_to] if in_reply_to else [],
            "references": list(references),
        },
        "noise": noise,
        "files": files or {},
        "failures": [asdict(f) for f in failures],
        **more,
    }
    raw = json.dumps(told).encode()
    return accept(
        "letters",
        external_id=told["message_id"],
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        envelope={"via": "test"},
    )


def received(*args: Any, **kwargs: Any) -> Message:
    """Accept a letter and read it: its message."""
    message = receiving.receive(letter(*args, **kwargs).pk)
    assert message is not None
    return message


def refused(answer: str, *, is_permanent: bool) -> DeliveryRefused:
    return DeliveryRefused(answer, is_permanent=is_permanent)


__all__ = ["Letters", "letter", "letters", "received", "refused"]
