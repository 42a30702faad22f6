"""Mail that providers bring by HTTP, in the forms that they document."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from frontline.channels.email.parsing import parse
from frontline.inbox import accepting
from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, mail

SECRET = "provider:a secret of some length"
PNG = b"\x89PNG\r\n\x1a\n\0\n\r" + bytes(range(256))
SIGNING_KEY = "key-of-the-provider"
RAW = mail(body="Příliš žluťoučký kůň")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _configured(settings: Settings) -> None:
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": SECRET,
        "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING_KEY,
        "MANDRILL_WEBHOOK_KEY": SIGNING_KEY,
        "MAILERSEND_INBOUND_SECRET": SIGNING_KEY,
    }


def post(provider: str, data: Any, secret: str = SECRET, **options: Any) -> int:
    client = Client(raise_request_exception=False)
    signed_in = (
        {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}
    )
    return client.post(f"/hooks/anymail/{provider}/", data, **{**signed_in, **options}).status_code


def post_json(provider: str, data: Any, **options: Any) -> int:
    return post(provider, json.dumps(data), content_type="application/json", **options)


def postmark(**changes: Any) -> dict[str, Any]:
    """https://postmarkapp.com/developer/user-guide/inbound/parse-an-email"""
    return {
        "FromName": "Dana",
        "MessageStream": "inbound",
        "From": CUSTOMER,
        "FromFull": {"Email": CUSTOMER, "Name": "Dana", "MailboxHash": ""},
        "To": SUPPORT,
        "ToFull": [{"Email": SUPPORT, "Name": "", "MailboxHash": ""}],
        "Cc": "",
        "CcFull": [],
        "Bcc": "",
        "BccFull": [],
        "OriginalRecipient": SUPPORT,
        "Subject": "Down: žluťoučký",
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "ReplyTo": "",
        "MailboxHash": "",
        "Date": "Mon, 16 Nov 2026 09:00:00 +0000",
        "TextBody": "It is down.\n",
        "HtmlBody": "<p>It is down.</p>",
        "StrippedTextReply": "",
        "Tag": "",
        "Headers": [
            {"Name": "Return-Path", "Value": f"<{CUSTOMER}>"},
            {"Name": "Message-ID", "Value": "<1@customer.example>"},
            {"Name": "MIME-Version", "Value": "1.0"},
        ],
        "Attachments": [
            {
                "Name": "log ž.txt",
                "Content": base64.b64encode(b"line one\n").decode(),
                "ContentType": "text/plain",
                "ContentLength": 9,
                "ContentID": "",
            },
            {
                "Name": "dot.png",
                "Content": base64.b64encode(PNG).decode(),
                "ContentType": "image/png",
                "ContentLength": len(PNG),
                "ContentID": "dot@customer.example",
            },
        ],
        **changes,
    }


def test_what_the_provider_passes_on_whole_is_kept_as_it_came() -> None:
    assert post_json("postmark/inbound", postmark(RawEmail=RAW.decode())) == 200
    intake = Intake.objects.get()
    assert bytes(intake.raw) == RAW
    assert intake.envelope == {
        "via": "hook",
        "provider": "Postmark",
        "mail_from": CUSTOMER,
        "rcpt_tos": [SUPPORT],
    }


def test_what_the_provider_took_apart_is_put_together_again() -> None:
    assert post_json("postmark/inbound", postmark()) == 200
    intake = Intake.objects.get()
    message = parse(bytes(intake.raw), envelope=intake.envelope, ours=[SUPPORT])
    assert message.sender.address == CUSTOMER
    assert message.subject == "Down: žluťoučký"
    assert message.text.strip() == "It is down."
    assert message.message_id == "<1@customer.example>"
    assert message.our_address == SUPPORT
    assert [(each.name, each.content) for each in message.attachments] == [
        ("log ž.txt", b"line one\n"),
        ("dot.png", PNG),
    ]


def mailgun(**fields: str) -> dict[str, str]:
    """https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/"""
    signature = hmac.new(SIGNING_KEY.encode(), b"1795244277" + b"token", hashlib.sha256).hexdigest()
    return {"timestamp": "1795244277", "token": "token", "signature": signature, **fields}


def test_mailgun_brings_the_whole_mail() -> None:
    fields = mailgun(recipient=SUPPORT, sender=CUSTOMER, subject="Down", **{"body-mime": RAW.decode()})
    assert post("mailgun/inbound_mime", fields) == 200
    intake = Intake.objects.get()
    assert bytes(intake.raw) == RAW
    assert intake.envelope["rcpt_tos"] == [SUPPORT]


def test_mailgun_brings_the_parts_of_a_mail() -> None:
    headers = [
        ["From", f"Dana <{CUSTOMER}>"],
        ["To", SUPPORT],
        ["Subject", "Down"],
        ["Message-Id", "<7@customer.example>"],
    ]
    fields = mailgun(
        recipient=SUPPORT,
        sender=CUSTOMER,
        subject="Down",
        **{"message-headers": json.dumps(headers), "body-plain": "It is down."},
    )
    assert post("mailgun/inbound", fields) == 200
    message = parse(bytes(Intake.objects.get().raw), envelope={}, ours=[SUPPORT])
    assert (message.sender.address, message.text.strip()) == (CUSTOMER, "It is down.")


def test_mailgun_without_its_signature_is_refused() -> None:
    fields = mailgun(recipient=SUPPORT, sender=CUSTOMER, **{"body-mime": RAW.decode()})
    assert post("mailgun/inbound_mime", {**fields, "signature": "0" * 64}) == 400
    assert not Intake.objects.exists()


def sendgrid(**fields: str) -> dict[str, str]:
    """https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook"""
    return {
        "envelope": json.dumps({"to": [SUPPORT], "from": CUSTOMER}),
        "charsets": '{"text":"UTF-8"}',
        **fields,
    }


def test_sendgrid_brings_the_whole_mail() -> None:
    assert post("sendgrid/inbound", sendgrid(email=RAW.decode(), to=SUPPORT)) == 200
    intake = Intake.objects.get()
    assert bytes(intake.raw) == RAW
    assert intake.envelope["mail_from"] == CUSTOMER


def test_sendgrid_brings_the_parts_of_a_mail() -> None:
    headers = f"From: Dana <{CUSTOMER}>\nTo: {SUPPORT}\nSubject: Down\nMessage-ID: <7@customer.example>\n"
    assert post("sendgrid/inbound", sendgrid(headers=headers, text="It is down.", to=SUPPORT)) == 200
    message = parse(bytes(Intake.objects.get().raw), envelope={}, ours=[SUPPORT])
    assert (message.sender.address, message.text.strip()) == (CUSTOMER, "It is down.")


def test_amazon_ses_brings_the_whole_mail() -> None:
    """https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html"""
    received = {
        "notificationType": "Received",
        "mail": {
            "timestamp": "2026-11-16T09:00:00.000Z",
            "source": CUSTOMER,
            "messageId": "abc",
            "destination": [SUPPORT],
        },
        "receipt": {
            "recipients": [SUPPORT],
            "action": {"type": "SNS", "topicArn": "arn:aws:sns:x", "encoding": "BASE64"},
        },
        "content": base64.b64encode(RAW).decode(),
    }
    notification = {
        "Type": "Notification",
        "MessageId": "1",
        "TopicArn": "arn:aws:sns:us-east-1:1:mail",
        "Message": json.dumps(received),
        "Timestamp": "2026-11-16T09:00:00.000Z",
    }
    assert (
        post_json(
            "amazon_ses/inbound",
            notification,
            HTTP_X_AMZ_SNS_MESSAGE_TYPE="Notification",
            HTTP_X_AMZ_SNS_MESSAGE_ID="1",
        )
        == 200
    )
    assert bytes(Intake.objects.get().raw) == RAW


def test_amazon_ses_has_its_subscription_confirmed_by_a_person(caplog: pytest.LogCaptureFixture) -> None:
    asked = {
        "Type": "SubscriptionConfirmation",
        "MessageId": "1",
        "TopicArn": "arn:x",
        "SubscribeURL": "https://sns.example/?t=1",
    }
    headers = {"HTTP_X_AMZ_SNS_MESSAGE_TYPE": "SubscriptionConfirmation", "HTTP_X_AMZ_SNS_MESSAGE_ID": "1"}
    assert post_json("amazon_ses/inbound", asked, secret="", **headers) == 401
    assert post_json("amazon_ses/inbound", asked, **headers) == 200
    assert "https://sns.example/?t=1" in caplog.text


def test_mail_that_amazon_ses_put_elsewhere_is_not_taken_for_received() -> None:
    received = {
        "notificationType": "Received",
        "receipt": {"action": {"type": "S3", "bucketName": "b", "objectKey": "k"}},
    }
    notification = {"Type": "Notification", "MessageId": "1", "Message": json.dumps(received)}
    headers = {"HTTP_X_AMZ_SNS_MESSAGE_TYPE": "Notification", "HTTP_X_AMZ_SNS_MESSAGE_ID": "1"}
    assert post_json("amazon_ses/inbound", notification, **headers) >= 500


def test_mandrill_brings_several_mails_at_once() -> None:
    """https://mailchimp.com/developer/transactional/docs/inbound-email/ (signed over the address and the fields)"""
    events = [
        {"event": "inbound", "ts": 1795244277, "msg": {"raw_msg": each.decode(), "email": SUPPORT}}
        for each in (RAW, mail("<2@customer.example>"))
    ]
    fields = {"mandrill_events": json.dumps(events)}
    signed = f"http://{SECRET}@testserver/hooks/anymail/mandrill/inbound/mandrill_events{fields['mandrill_events']}"
    signature = base64.b64encode(
        hmac.new(SIGNING_KEY.encode(), signed.encode(), hashlib.sha1).digest()
    ).decode()
    assert post("mandrill/inbound", fields, HTTP_X_MANDRILL_SIGNATURE=signature) == 200
    assert [bytes(each.raw) for each in Intake.objects.order_by("id")] == [RAW, mail("<2@customer.example>")]


def test_sparkpost_brings_the_whole_mail() -> None:
    """https://developers.sparkpost.com/api/relay-webhooks/"""
    message = {
        "protocol": "smtp",
        "rcpt_to": SUPPORT,
        "msg_from": CUSTOMER,
        "content": {"email_rfc822": base64.b64encode(RAW).decode(), "email_rfc822_is_base64": True},
    }
    assert post_json("sparkpost/inbound", [{"msys": {"relay_message": message}}]) == 200
    assert bytes(Intake.objects.get().raw) == RAW


def test_mailjet_brings_the_parts_of_a_mail() -> None:
    """https://dev.mailjet.com/email/guides/parse-api/"""
    posted = {
        "Sender": CUSTOMER,
        "Recipient": SUPPORT,
        "Date": "20261116T090000",
        "From": f"Dana <{CUSTOMER}>",
        "Subject": "Down",
        "Headers": {
            "From": f"Dana <{CUSTOMER}>",
            "To": SUPPORT,
            "Subject": "Down",
            "Message-ID": "<7@customer.example>",
        },
        "Parts": [{"Headers": {"Content-Type": "text/plain; charset=UTF-8"}, "ContentRef": "Text-part"}],
        "Text-part": "It is down.",
        "SpamAssassinScore": "0.1",
    }
    assert post_json("mailjet/inbound", posted) == 200
    message = parse(bytes(Intake.objects.get().raw), envelope={}, ours=[SUPPORT])
    assert (message.sender.address, message.text.strip()) == (CUSTOMER, "It is down.")


def test_the_same_post_twice_is_one_intake() -> None:
    for _ in range(2):
        assert post_json("postmark/inbound", postmark(RawEmail=RAW.decode())) == 200
    assert Intake.objects.get().copies == 2


@pytest.mark.parametrize("secret", ["", "provider:wrong", "provider:"])
def test_without_the_secret_nothing_is_taken(secret: str) -> None:
    assert post_json("postmark/inbound", postmark(), secret=secret) == 400
    assert not Intake.objects.exists()


def test_while_no_secret_is_set_there_are_no_hooks(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert post_json("postmark/inbound", postmark()) == 404
    assert not Intake.objects.exists()


def test_while_the_database_is_away_the_provider_is_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patched:
        patched.setattr(accepting, "accept", away)
        assert post_json("postmark/inbound", postmark()) >= 500
    assert post_json("postmark/inbound", postmark()) == 200
    assert Intake.objects.get().copies == 1


@pytest.mark.parametrize(
    "change",
    [
        {"Subject": "\ud800 lone", "TextBody": "\ud800"},
        {"Headers": [{"Name": "Subject", "Value": "a\r\nBcc: x@y"}]},
        {"FromFull": None, "ToFull": []},
        {"Attachments": [{"Name": "a\nb", "Content": "eA==", "ContentType": "nonsense", "ContentID": "x"}]},
        {
            "Attachments": [
                {"Name": "x.eml", "Content": "/w==", "ContentType": "message/rfc822", "ContentID": ""}
            ]
        },
    ],
)
def test_an_odd_mail_is_taken_or_refused_but_never_taken_for_nothing(change: dict[str, Any]) -> None:
    status = post_json("postmark/inbound", postmark(**change))
    assert Intake.objects.count() == (1 if status == 200 else 0)


def test_no_page_of_a_provider_answers_a_browser(client: Callable[..., Any]) -> None:
    assert Client().get("/hooks/anymail/postmark/inbound/").status_code == 405
