"""A customer's mail in, the teammate's reply out over SMTP, the customer's answer back: through the public verbs."""

import hashlib
from datetime import timedelta
from email.message import EmailMessage

import pytest

from frontline.channels.email.models import SupportAddress
from frontline.inbox import acknowledging, dispatching, receiving, retrying
from frontline.inbox.accepting import accept
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.inbox.replying import reply
from tests.cast import Cast
from tests.peers.smtp_sink import DROP_AFTER_DOT, SmtpSink, refuse

ADA, BOB, CARL = "ada@northwind.example", "bob@northwind.example", "carl@northwind.example"


@pytest.fixture
def asked(cast: Cast) -> Conversation:
    """Ada wrote, with Bob and Carl in Cc."""
    SupportAddress.objects.create(address="support@acme.example", name="Acme Cloud", is_default=True)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Cc"] = f"Ada Okafor <{ADA}>", "support@acme.example", f"{BOB}, {CARL}"
    mail["Subject"], mail["Message-ID"] = "Backups fail", "<ask-1@northwind.example>"
    mail.set_content("They fail since last night.")
    return arrives(mail).conversation


def arrives(mail: EmailMessage) -> Message:
    raw = mail.as_bytes()
    envelope = {"via": "smtp", "mail_from": ADA, "rcpt_tos": ["support@acme.example"]}
    intake = accept(
        "email",
        external_id=mail["Message-ID"],
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        envelope=envelope,
    )
    message = receiving.receive(intake.pk)
    intake.refresh_from_db()
    assert message is not None, intake.outcome
    return message


def send_all() -> None:
    for pk in Dispatch.objects.values_list("pk", flat=True):
        dispatching.send(pk)


def answered(sent: EmailMessage, text: str) -> EmailMessage:
    """What Ada's mail program makes of `sent` when she answers it."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Ada Okafor <{ADA}>", sent["Reply-To"]
    mail["Subject"], mail["Message-ID"] = "AW: " + sent["Subject"], "<ask-2@northwind.example>"
    mail["In-Reply-To"] = sent["Message-ID"]
    mail["References"] = f"{sent['References']} {sent['Message-ID']}"
    quoted = sent.get_body(("plain",)).get_content().replace("\r\n", "\n")
    mail.set_content(
        f"{text}\n\n{sent['From']} wrote:\n" + "".join(f"> {line}\n" for line in quoted.splitlines())
    )
    return mail


def test_a_reply_reaches_everyone_and_the_answer_comes_back_to_its_conversation(asked, cast, sink: SmtpSink):
    reply(asked, "Set `retention` to **7**.", hold_for=timedelta(0), by=cast.mia)
    send_all()
    assert [mail.recipients for mail in sink.taken] == [[ADA], [BOB], [CARL]]
    assert set(Dispatch.objects.values_list("state", "answer")) == {("sent", "250 2.0.0 taken")}
    sent = sink.taken[0].message
    assert (sent["To"], sent["Cc"]) == (f"Ada Okafor <{ADA}>", f"{BOB}, {CARL}")
    assert sent["In-Reply-To"] == sent["References"] == "<ask-1@northwind.example>"
    back = arrives(answered(sent, "That helped."))
    assert back.conversation == asked
    assert "reply address" in back.placed_because
    assert back.text.strip() == "That helped."
    assert "retention" in back.quoted


def test_the_answer_comes_back_by_its_references_alone(asked, cast, sink: SmtpSink):
    reply(asked, "Which version?", hold_for=timedelta(0), by=cast.mia)
    send_all()
    mail = answered(sink.taken[0].message, "16")
    mail.replace_header("To", "support@acme.example")
    back = arrives(mail)
    assert back.conversation == asked
    assert "In-Reply-To" in back.placed_because


def test_one_bad_copy_is_marked_and_the_others_are_sent(asked, cast, sink: SmtpSink):
    sink.on(BOB, refuse("550 5.1.1 No such user here"))
    reply(asked, "Hello", hold_for=timedelta(0), by=cast.mia)
    send_all()
    states = dict(Dispatch.objects.values_list("address", "state"))
    assert states == {ADA: "sent", BOB: "failed", CARL: "sent"}
    assert Dispatch.objects.get(address=BOB).answer == "550 5.1.1 No such user here"
    assert [mail.recipients for mail in sink.taken] == [[ADA], [CARL]]


def test_what_was_sent_is_never_sent_again_and_what_failed_can_be(asked, cast, sink: SmtpSink):
    sink.on(BOB, refuse("550 5.7.1 Not today"), times=1)
    reply(asked, "Hello", hold_for=timedelta(0), by=cast.mia)
    send_all()
    retrying.retry(Dispatch.objects.get(address=BOB), by=cast.mia)
    send_all()
    send_all()
    assert sorted(mail.recipients[0] for mail in sink.mails) == [ADA, BOB, CARL]
    assert set(Dispatch.objects.values_list("state", flat=True)) == {"sent"}


def test_a_mail_whose_confirmation_was_lost_stays_queued_with_the_reason(asked, cast, sink: SmtpSink):
    sink.on(ADA, DROP_AFTER_DOT, times=1)
    reply(asked, "Hello", hold_for=timedelta(0), by=cast.mia)
    send_all()
    lost = Dispatch.objects.get(address=ADA)
    assert (lost.state, lost.is_permanent) == ("queued", False)
    assert "it may have arrived" in lost.answer


def test_the_acknowledgement_goes_to_the_customer_alone_and_says_that_it_is_automatic(asked, sink: SmtpSink):
    acknowledging.acknowledge(asked)
    send_all()
    (mail,) = sink.taken
    assert mail.recipients == [ADA]
    assert mail.message["Auto-Submitted"] == "auto-replied"
    assert mail.message["From"] == "Acme Cloud <support@acme.example>"
    assert mail.message["Cc"] is None
    assert mail.message["In-Reply-To"] == "<ask-1@northwind.example>"
    text = mail.message.get_body(("plain",)).get_content()
    assert f"#{asked.number}" in text
    assert "within one working day" in text
    assert "since last night" not in text
    back = arrives(answered(mail.message, "One more thing."))
    assert back.conversation == asked
