"""Mail into words: the raw bytes of an Intake as an InboundMessage. Pure: no database, no network, no clock."""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from frontline.channels.email.parsing import (
    attachments,
    forwards,
    hints,
    ids,
    noise,
    quoting,
    recipients,
    reports,
    senders,
    structure,
)
from frontline.channels.email.parsing.addresses import addresses
from frontline.channels.email.parsing.bodies import body_of
from frontline.channels.email.parsing.dates import date
from frontline.channels.email.parsing.fingerprint import fingerprint
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decoded
from frontline.inbox.channel import Address, InboundMessage, Unreadable
from frontline.kernel.folding import storable

__all__ = ["parse"]
_MAX_SUBJECT = 998
_T = TypeVar("_T")


def parse(
    raw: bytes, *, envelope: dict[str, Any], ours: Collection[str] | Callable[[str], bool]
) -> InboundMessage:
    """The mail `raw` as a message.

    `envelope` says how it came: via, mail_from, rcpt_tos. `ours` says which addresses (lower case) are our own.
    Raises Unreadable, and nothing else, if there is no telling who sent it; any other damage is survived, and as much
    kept as there is. What `ours` raises (a database that is away) goes through as it is. Every text in the result can
    be stored in PostgreSQL. `authenticity` is left as unknown.
    """
    known = _Known(ours if callable(ours) else frozenset(ours).__contains__)
    try:
        return _storable(_parse(structure.read(raw), envelope, known.ask))
    except Unreadable:
        raise
    except Exception as oddity:
        if known.failure is not None:
            raise known.failure from None
        # A mail must not stop a worker: it stays as a failed intake, with this reason.
        raise Unreadable(f"The mail can't be read: {type(oddity).__name__}: {str(oddity)[:200]}") from oddity


class _Known:
    """Asks once about each address, and remembers if asking failed: that is no fault of the mail."""

    def __init__(self, ours: Callable[[str], bool]) -> None:
        self.ours = ours
        self.answers: dict[str, bool] = {}
        self.failure: Exception | None = None

    def ask(self, address: str) -> bool:
        if address not in self.answers:
            try:
                self.answers[address] = self.ours(address)
            except Exception as failure:
                self.failure = failure
                raise
        return self.answers[address]


def _parse(mail: Part, envelope: dict[str, Any], ours: Callable[[str], bool]) -> InboundMessage:
    external_id, digest = fingerprint(mail)
    sender, *others = senders.authors(mail, envelope)
    subject = decoded(mail.get("subject"), limit=_MAX_SUBJECT)
    body = body_of(mail)
    whole, html = body.text, body.html
    files = attachments.attached(body.files, html=html)
    reached = recipients.all_recipients(mail, envelope)
    hinted = hints.thread_hints(mail, reached, ours)
    refers = bool(hinted.reply_tokens or hinted.in_reply_to or hinted.references)
    text, quoted = quoting.split(whole, is_answer=forwards.is_answer(subject, refers=refers))
    answers = senders.reply_to(mail, sender)
    return InboundMessage(
        external_id=external_id,
        sender=sender,
        subject=subject,
        text=text,
        quoted=quoted,
        html=html,
        reply_to=None if answers and recipients.base_of(answers.address, ours) else answers,
        to=_addressed(mail, "to"),
        cc=(*others, *(one for one in _addressed(mail, "cc") if one not in others)),
        our_address=recipients.our_address(reached, ours),
        message_id=ids.message_id(mail.get("message-id")) or ids.made_from(digest),
        claimed_at=date(mail.get("date")),
        attachments=(*files, attachments.complete_mail(mail)) if body.is_cut else files,
        hints=hinted,
        noise=noise.why_not_to_answer(mail, envelope, sender.address, ours),
        failures=reports.failures(mail, envelope, sender.address, whole),
        forwarded=forwards.original(subject, whole, mail),
    )


def _addressed(mail: Part, field: str) -> tuple[Address, ...]:
    return tuple(one for value in mail.get_all(field) for one in addresses(value))


def _storable(found: _T) -> _T:
    """`found` with every text in it as PostgreSQL can keep it."""
    if isinstance(found, str):
        return storable(found)  # type: ignore[return-value]
    if isinstance(found, tuple):
        return tuple(_storable(one) for one in found)  # type: ignore[return-value]
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{one.name: _storable(getattr(found, one.name)) for one in fields(found)})
    return found
