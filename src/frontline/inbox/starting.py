"""Starting a conversation: we write to a customer first."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.inbox import channel, events, indexing, waiting
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.models import Conversation, Participant
from frontline.inbox.models.conversation import NOT_DUE
from frontline.inbox.replying import reply
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid
from frontline.people.finding import customer_at
from frontline.people.models import Customer, Teammate

CHANNEL = "email"


def start(
    address: str,
    name: str,
    subject: str,
    text: str,
    *,
    attachments: Sequence[InboundAttachment] = (),
    submission: str = "",
    by: Teammate,
) -> Conversation:
    """Open a conversation with the customer at `address` (made if new) by writing `text` (Markdown) to them.

    It is `by`'s, and its message is held and can be undone like any reply. The same `submission` (64 characters at
    most) twice starts one. Raises Invalid (no address or subject, an address of ours, an empty text).
    """
    address, subject = storable(address).strip().lower(), " ".join(storable(subject).split())[:255]
    _check(address, subject)
    try:
        with transaction.atomic():
            return _before(submission, by) or _open(
                address, name, subject, text, attachments=attachments, submission=submission, by=by
            )
    except IntegrityError:  # the same form was sent twice at once, and the other was quicker
        before = _before(submission, by)
        if before is None:
            raise
        return before


def _check(address: str, subject: str) -> None:
    if "@" not in address[1:-1]:
        raise Invalid("That is not an e-mail address: it needs a name, an @ and a domain.")
    if not subject:
        raise Invalid("The subject is empty: say in a few words what it is about.")
    if channel.get(CHANNEL).is_ours(address):
        raise Invalid(f"{address} is an address of ours: write to the customer's own.")


def _before(submission: str, by: Teammate) -> Conversation | None:
    if not submission:
        return None
    return Conversation.objects.filter(messages__submission=submission, messages__teammate=by).first()


def _open(
    address: str,
    name: str,
    subject: str,
    text: str,
    *,
    attachments: Sequence[InboundAttachment],
    submission: str,
    by: Teammate,
) -> Conversation:
    customer = customer_at(address, name=storable(name).strip())
    now = clock.now()
    conversation = Conversation.objects.create(
        subject=subject,
        customer=customer,
        channel=CHANNEL,
        our_address=_our_address(),
        waits_for_customer=True,
        waiting_since=now,
        queue_at=now + NOT_DUE,
        snippet=waiting.snippet(text),
        last_message_at=now,
        created_at=now,
    )
    Participant.objects.create(
        conversation=conversation, address=address, name=customer.name, customer=customer
    )
    indexing.index(conversation.number, *_words(customer, address, subject))
    message = reply(conversation, text, attachments=attachments, submission=submission, by=by)
    record(events.OPENED, conversation.as_subject, by=by, message=message.pk)
    conversation.refresh_from_db()
    return conversation


def _our_address() -> str:
    ours = channel.get(CHANNEL).default_address()
    if not ours:
        raise Invalid("There is no support address to write from: a lead can add one.")
    return ours


def _words(customer: Customer, address: str, subject: str) -> list[str]:
    company = customer.company.name if customer.company else ""
    return [subject, customer.name, address, company]
