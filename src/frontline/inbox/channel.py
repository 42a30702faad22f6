"""The contract between the inbox and the places customers write: the data that crosses, the protocol, the registry.

Adapters live above the inbox (`channels/*`), implement `Channel`, and register themselves in `AppConfig.ready`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from frontline.inbox.models import Dispatch, Intake


KEPT_BACK = "Kept in the outbox"
"""How the answer of `Channel.send` begins if nothing may go out: the message only lies where it can be looked at."""


@dataclass(frozen=True, slots=True)
class Address:
    """A person's address in a channel. `address` is lower case; `name` may be empty."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class InboundAttachment:
    """A file that came with a message. `name` is a bare file name without any path, never empty."""

    name: str
    type: str
    content: bytes
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class ThreadHints:
    """What the message itself says about where it belongs, in the order in which it is believed."""

    reply_tokens: tuple[str, ...] = ()
    """Signed parts of our reply addresses that it was sent to: the `r.…` of `support+r.…@`."""
    in_reply_to: tuple[str, ...] = ()
    """Message-IDs with angle brackets."""
    references: tuple[str, ...] = ()
    """Message-IDs with angle brackets, oldest first."""
    channel_thread: str = ""
    """The channel's own id of the thread, where it has one."""


@dataclass(frozen=True, slots=True)
class Authenticity:
    """Whether the sender is who the message says. `by` names who checked."""

    verdict: Literal["verified", "failed", "unknown"] = "unknown"
    dmarc: str = ""
    spf: str = ""
    dkim: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """One recipient of one message of ours that could not be reached (RFC 3464)."""

    message_id: str
    recipient: str
    status: str
    """Enhanced status code (RFC 3463), such as 5.1.1; empty if the report gives none."""
    diagnostic: str
    is_permanent: bool


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The message inside a forward: who wrote it first, and what."""

    sender: Address
    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """An Intake, understood."""

    external_id: str
    sender: Address
    subject: str
    text: str
    """What the person wrote, plain, without quoted history and signature."""
    quoted: str = ""
    """The quoted history and signature that follow it."""
    html: str = ""
    reply_to: Address | None = None
    """Where the sender wants answers, if not at their own address."""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    our_address: str = ""
    """The support address that it was sent to."""
    product: str = ""
    """The name of the product that the address stands for, if it stands for one."""
    message_id: str = ""
    """RFC 5322 Message-ID with angle brackets, or one made from the content if it had none."""
    claimed_at: datetime | None = None
    attachments: tuple[InboundAttachment, ...] = ()
    hints: ThreadHints = field(default_factory=ThreadHints)
    authenticity: Authenticity = field(default_factory=Authenticity)
    noise: str = ""
    """Why no automatic answer may be sent (RFC 3834), in words; empty if one may."""
    failures: tuple[DeliveryFailure, ...] = ()
    """Not empty: this is a delivery report, not a person's message."""
    forwarded: Forwarded | None = None


class Unreadable(Exception):
    """The channel can't make sense of an intake. The sentence goes on the self-check page."""


class DeliveryRefused(Exception):
    """The other side refused a dispatch, or could not be reached. `answer` is what it said."""

    def __init__(self, answer: str, *, is_permanent: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.is_permanent = is_permanent


class Channel(Protocol):
    """A place where customers write."""

    key: str
    label: str

    def parse(self, intake: "Intake") -> InboundMessage:
        """The intake as a message. Raises Unreadable."""
        ...

    def send(self, dispatch: "Dispatch") -> str:
        """Deliver a dispatch's Message to its address; what the other side answered. Raises DeliveryRefused."""
        ...

    def is_ours(self, address: str) -> bool:
        """Whether `address` (lower case) is one of our own in this channel."""
        ...

    def default_address(self) -> str:
        """The address of ours that a conversation which we begin is written from; empty if there is none."""
        ...

    def new_message_id(self, our_address: str) -> str:
        """A fresh id for a message of ours, fixed before it is first sent."""
        ...


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Make a channel known. Called from its AppConfig.ready."""
    _channels[channel.key] = channel


def get(key: str) -> Channel:
    """The channel of that key. Raises KeyError."""
    return _channels[key]


def registered() -> list[Channel]:
    """All channels, by key."""
    return [_channels[key] for key in sorted(_channels)]
