"""A provider's HTTP interface: Postmark's, as it documents it, played on loopback."""

import base64

import pytest

from frontline.channels.email import sending
from frontline.channels.email.relays.answers import DeliveryUncertain, RelayMisconfigured
from frontline.inbox import attaching
from frontline.inbox.channel import DeliveryRefused, InboundAttachment
from tests.peers.http_peer import HttpPeer, http_peer

__all__ = ["http_peer"]

ACCEPTED = {
    "To": "ada@northwind.example",
    "SubmittedAt": "2026-11-16T12:00:01.0000000+00:00",
    "MessageID": "0a129aee-e1cd-480d-b08d-4f48548ff48d",
    "ErrorCode": 0,
    "Message": "OK",
}


@pytest.fixture
def postmark(http_peer: HttpPeer, settings) -> HttpPeer:
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{http_peer.port}"]
    settings.EMAIL_URL = f"postmark://Server-Token?api_url={http_peer.url}"
    return http_peer


def test_a_mail_goes_to_its_one_recipient_with_everything_that_matters(postmark, reply):
    postmark.on("POST", "/email", 200, ACCEPTED)
    dispatch, _ = reply(cc=("bob@northwind.example",))
    attaching.attach([InboundAttachment("größe.txt", "text/plain", b"12")], to=dispatch.message)
    answer = sending.send(dispatch)
    assert answer == "postmark accepted it: 0a129aee-e1cd-480d-b08d-4f48548ff48d"
    (request,) = postmark.requests
    assert request.headers["x-postmark-server-token"] == "Server-Token"
    sent = request.json()
    assert sent["To"] == "ada@northwind.example"
    assert "Cc" not in sent
    assert "support@acme.example" in sent["From"]
    assert sent["Subject"] == "Re: Backups fail"
    assert sent["ReplyTo"].count("support+r.") == 1
    assert sent["TextBody"].startswith("Set `retention` to *7*.")
    assert "<strong>7</strong>" in sent["HtmlBody"]
    headers = {each["Name"]: each["Value"] for each in sent["Headers"]}
    assert headers["Message-ID"] == "<5f3a9c1e.1@acme.example>"
    assert headers["In-Reply-To"] == "<ask-1@northwind.example>"
    assert headers["References"] == "<ask-1@northwind.example>"
    assert headers["X-PM-KeepID"] == "true"
    (attachment,) = sent["Attachments"]
    assert (attachment["Name"], base64.b64decode(attachment["Content"])) == ("größe.txt", b"12")


@pytest.mark.parametrize(
    ("status", "said", "is_permanent"),
    [
        (422, {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ada@northwind.example'."}, True),
        (
            422,
            {
                "ErrorCode": 406,
                "Message": "You tried to send to a recipient that has been marked as inactive.\n"
                "Found inactive addresses: ada@northwind.example.\nInactive recipients are ones that bounced. ",
            },
            True,
        ),
        (413, {"ErrorCode": 0, "Message": "Payload too large"}, True),
        (429, {"ErrorCode": 429, "Message": "Rate limit exceeded"}, False),
        (500, {"ErrorCode": 0, "Message": "Internal"}, False),
        (503, b"<html>down</html>", False),
        (200, b"not json", False),
    ],
)
def test_what_a_provider_says_tells_whether_to_try_again(postmark, reply, status, said, is_permanent):
    postmark.on("POST", "/email", status, said)
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply()[0])
    assert refused.value.is_permanent == is_permanent
    assert not isinstance(refused.value, RelayMisconfigured)
    assert refused.value.answer.startswith("postmark: ")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, {"ErrorCode": 10, "Message": "Bad or missing Server API token."}),
        (422, {"ErrorCode": 400, "Message": "The 'From' address you supplied is not a Sender Signature"}),
        (422, {"ErrorCode": 405, "Message": "Not allowed to send: out of credit."}),
    ],
)
def test_a_fault_of_the_account_is_loud_and_burns_no_mail(postmark, reply, caplog, status, said):
    postmark.on("POST", "/email", status, said)
    with pytest.raises(RelayMisconfigured) as refused:
        sending.send(reply()[0])
    assert not refused.value.is_permanent
    assert said["Message"] in refused.value.answer
    assert any(record.levelname == "ERROR" for record in caplog.records)


def test_a_provider_that_breaks_off_may_have_taken_it(postmark, reply):
    postmark.on("POST", "/email", 0)
    with pytest.raises(DeliveryUncertain) as refused:
        sending.send(reply()[0])
    assert not refused.value.is_permanent


def test_a_provider_that_can_not_be_reached_has_taken_nothing(settings, reply):
    settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
    settings.EMAIL_URL = "postmark://t?api_url=http://127.0.0.1:1"
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply()[0])
    assert not refused.value.is_permanent
    assert not isinstance(refused.value, DeliveryUncertain)


def test_mail_goes_through_the_one_door_for_outbound_http(http_peer, settings, reply):
    settings.HTTP_ALLOWED_HOSTS = []
    settings.EMAIL_URL = f"postmark://t?api_url={http_peer.url}"
    with pytest.raises(DeliveryRefused, match="inside a network"):
        sending.send(reply()[0])
    assert http_peer.requests == []


@pytest.mark.parametrize(
    ("url", "path", "answer"),
    [
        (
            "mailgun://key@mg.acme.example",
            "/mg.acme.example/messages",
            {"id": "<x@mg>", "message": "Queued. Thank you."},
        ),
        ("sendgrid://SG.key", "/mail/send", b""),
        ("resend://re_key", "/emails", {"id": "r-1"}),
        ("brevo://xkeysib", "/smtp/email", {"messageId": "<b-1@brevo>"}),
    ],
)
def test_the_other_providers_take_the_same_mail(http_peer, settings, reply, url, path, answer):
    settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
    settings.EMAIL_URL = f"{url}?api_url={http_peer.url}"
    http_peer.on("POST", path, 200, answer)
    dispatch = reply(cc=("bob@northwind.example",))[0]
    attaching.attach([InboundAttachment("log.txt", "text/plain", b"12")], to=dispatch.message)
    sending.send(dispatch)
    (request,) = http_peer.requests
    assert b"ada@northwind.example" in request.body
    assert b"bob@northwind.example" not in request.body
    assert b"5f3a9c1e.1@acme.example" in request.body
