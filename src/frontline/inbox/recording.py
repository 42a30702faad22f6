"""Recording: customer, conversation, message and events of one inbound message, in one transaction."""

from frontline.events.recording import Fact, record_all
from frontline.inbox import attaching, channel, events, indexing, reopening, snoozing, storms, waiting
from frontline.inbox.channel import Address, InboundMessage
from frontline.inbox.clocks.following import Opened, followed
from frontline.inbox.inserting import Together
from frontline.inbox.locking import lock
from frontline.inbox.models import Conversation, Intake, Message, Participant
from frontline.inbox.models.conversation import NOT_DUE
from frontline.inbox.placing import Placement
from frontline.kernel import clock, prepared
from frontline.people.finding import customer_at
from frontline.people.models import Customer, Product, Teammate

MOST_PARTICIPANTS = 50
_PRESENT = "SELECT address FROM inbox_participant WHERE conversation_id = %s"
_DONE = """
    UPDATE inbox_intake
    SET state = 'done', outcome = 'Recorded in #' || {}::text, attempts = attempts + 1, processed_at = {}
    WHERE id = {}
"""


def record_inbound(intake: Intake, message: InboundMessage, sender: Address, placement: Placement) -> Message:
    """Write `message` of `sender` where `placement` says; `intake` is done. The caller holds the transaction."""
    customer = customer_at(sender.address, name=sender.name)
    together = Together()
    conversation, opened = _conversation(together, intake, message, customer, placement)
    together.insert_missing(*_taken_in(conversation, message, sender, customer, opened=opened))
    written = _message(intake, message, sender, customer, conversation, because=placement.because)
    together.insert(written)
    by = sender.name or sender.address
    before: list[Fact] = []
    after: list[Fact] = []
    if not opened and not message.noise and not _is_more_spam(conversation, customer):
        before, after = _wake(conversation, written, by=by)
        together.update(conversation, *waiting.FIELDS)
    indexing.index_with(together, conversation, *_words(message, sender, customer, opened))
    together.also(_DONE, conversation, clock.now(), intake)
    storms.ask(together, customer, written.at)
    [is_many] = together.run()
    attaching.attach(message.attachments, to=written)
    received = Fact(
        events.RECEIVED, conversation.as_subject, by, data={"message": written.pk, "noise": message.noise}
    )
    if opened:
        record_all(Fact(events.OPENED, conversation.as_subject, by, data={"message": written.pk}), received)
    else:
        record_all(*before, received, *after)
    if is_many:
        storms.notice(customer, sender.address, written.at)
    return written


def _conversation(
    together: Together, intake: Intake, message: InboundMessage, customer: Customer, placement: Placement
) -> tuple[Conversation, bool]:
    if placement.number is not None:
        # Locked: two messages of one conversation, read at once, must not each overwrite what the other set.
        found = lock(placement.number)
        while found.merged_into_id:  # merged since it was placed
            found = lock(found.merged_into_id)
        return found, False
    made = Conversation(
        subject=message.subject[:255],
        customer=customer,
        product=Product.objects.filter(name=message.product).first() if message.product else None,
        channel=intake.channel,
        our_address=message.our_address,
        waiting_since=intake.received_at,
        queue_at=intake.received_at + NOT_DUE,
        snippet=waiting.snippet(message.text),
        last_message_at=intake.received_at,
        created_at=intake.received_at,
    )
    clocks = Opened(made, at=intake.received_at)
    for row in (made, *clocks.rows):
        together.insert(row)
    return made, True


def _taken_in(
    conversation: Conversation, message: InboundMessage, sender: Address, customer: Customer, *, opened: bool
) -> list[Participant]:
    """The sender and everyone they wrote to take part from now on, but for ourselves."""
    ours = channel.get(conversation.channel).is_ours
    copied = [a for a in (*message.to, *message.cc) if not ours(a.address)]
    if message.reply_to:
        copied.append(message.reply_to)
    present = set() if opened else {address for (address,) in prepared.run(_PRESENT, [conversation.pk])}
    others = {a.address for a in copied} - present - {sender.address, ""}
    if others:
        # Teammates see it here; a copy by mail to each would answer nobody.
        staff = Teammate.objects.filter(email__in=others, is_active=True)
        others -= set(staff.values_list("email", flat=True))
    new = [] if sender.address in present else [_participant(conversation, sender, customer)]
    room = max(MOST_PARTICIPANTS - len(present) - len(new), 0)
    named = {a.address: a for a in reversed(copied) if a.address in others}
    return new + [_participant(conversation, a, None) for a in list(reversed(named.values()))[:room]]


def _participant(conversation: Conversation, a: Address, customer: Customer | None) -> Participant:
    """`customer` is the sender's; nobody knows yet who those in copy are."""
    return Participant(
        conversation=conversation,
        address=a.address,
        name=a.name[:160],
        customer=customer,
        is_copied=customer is None,
    )


def _message(
    intake: Intake,
    message: InboundMessage,
    sender: Address,
    customer: Customer,
    conversation: Conversation,
    *,
    because: str,
) -> Message:
    return Message(
        conversation=conversation,
        direction=Message.Direction.IN,
        channel=intake.channel,
        customer=customer,
        is_automatic=bool(message.noise),
        author_name=sender.name[:160],
        author_address=sender.address,
        subject=message.subject[:998],
        text=message.text,
        quoted=message.quoted,
        html=message.html,
        to=[{"name": a.name, "address": a.address} for a in message.to],
        cc=[{"name": a.name, "address": a.address} for a in message.cc],
        message_id=message.message_id,
        in_reply_to=(message.hints.in_reply_to or ("",))[-1][:255],
        references=" ".join(message.hints.references)[:20_000],
        intake=intake,
        placed_because=because[:300],
        authenticity={
            "verdict": message.authenticity.verdict,
            "dmarc": message.authenticity.dmarc,
            "spf": message.authenticity.spf,
            "dkim": message.authenticity.dkim,
            "by": message.authenticity.by,
        },
        claimed_at=message.claimed_at,
        at=intake.received_at,
    )


def _is_more_spam(conversation: Conversation, customer: Customer) -> bool:
    """Whether the sender of a conversation that was marked as spam goes on writing; anybody else brings it back."""
    return conversation.is_spam and customer.pk == conversation.customer_id


def _wake(conversation: Conversation, written: Message, *, by: str) -> tuple[list[Fact], list[Fact]]:
    """The customer wrote: a closed conversation opens again, and now they wait for us. The caller saves waiting.FIELDS.

    What is to be recorded before it, and after it.
    """
    if not conversation.is_open:
        conversation.waiting_since = written.at  # until now, nobody waited
    reopened = reopening.brought_back(conversation, why="the customer wrote again", by=by)
    snoozing.bring_back(conversation, why="the customer wrote", by=by)
    waiting.wait_for_us(conversation, since=written.at)
    if written.at >= conversation.last_message_at:
        conversation.snippet, conversation.last_message_at = waiting.snippet(written.text), written.at
    return reopened, followed(conversation, at=written.at)


def _words(message: InboundMessage, sender: Address, customer: Customer, opened: bool) -> list[str]:
    words = [message.text, " ".join(a.name for a in message.attachments)]
    if opened:
        company = customer.company.name if customer.company else ""
        words += [message.subject, sender.name, sender.address, company]
    return words
