"""A notice as a mail."""

import re

import pytest
from django.db import transaction

from frontline.channels.email.models import OutboxMail
from frontline.notify import delivering
from frontline.notify.models import Delivery
from frontline.notify.telling import tell
from tests.peers.smtp_sink import smtp_sink

__all__ = ["smtp_sink"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _our_own_way_of_sending(settings) -> None:
    settings.EMAIL_BACKEND = "frontline.channels.email.backend.Backend"


def tell_mia(cast, **said):
    with transaction.atomic():
        defaults = {"subject": "Your shift", "text": "It's yours:\n- <Monday>", "address": "/rotation"}
        tell([cast.mia], kind="test", key="k", **{**defaults, **said})
    delivering.deliver(Delivery.objects.get().pk)
    return Delivery.objects.get()


def test_it_has_plain_text_and_html_with_a_link_to_the_place(cast, smtp_sink, settings):
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "https://support.acme.example"
    assert tell_mia(cast).state == "sent"
    (mail,) = smtp_sink.taken
    plain = mail.message.get_body(("plain",)).get_content()
    html = mail.message.get_body(("html",)).get_content()
    assert "It's yours:\n- <Monday>\n\nhttps://support.acme.example/rotation\n" in plain.replace("\r\n", "\n")
    assert "<li>&lt;Monday&gt;</li>" in html
    assert 'href="https://support.acme.example/rotation"' in html
    assert "Acme Cloud on Frontline" in plain


def test_machines_know_it_for_what_it_is(cast, smtp_sink, settings):
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "https://support.acme.example"
    tell_mia(cast)
    message = smtp_sink.taken[0].message
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Notices of Frontline <notices.support.acme.example>"
    assert re.fullmatch(r"<notice\.\d+\.[0-9a-f]+@support\.acme\.example>", message["Message-ID"])
    assert message["To"] == "mia@acme.example"


def test_a_line_break_in_the_subject_makes_no_header(cast, smtp_sink, settings):
    settings.EMAIL_URL = smtp_sink.url
    tell_mia(cast, subject="Hello\r\nBcc: eve@elsewhere.example")
    (mail,) = smtp_sink.taken
    assert mail.recipients == ["mia@acme.example"]
    assert mail.message["Subject"] == "Hello Bcc: eve@elsewhere.example"
    assert mail.message["Bcc"] is None


def test_an_address_that_no_mail_can_go_to_ends_it_for_good(cast, smtp_sink, settings):
    settings.EMAIL_URL = smtp_sink.url
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(email="mia at acme")
    delivery = tell_mia(cast)
    assert (delivery.state, delivery.is_permanent) == ("failed", True)


def test_without_a_mail_server_it_is_kept_in_the_outbox_and_says_so(cast, settings, client):
    settings.EMAIL_URL = ""
    delivery = tell_mia(cast)
    assert delivery.is_kept_back
    assert OutboxMail.objects.get().recipient == "mia@acme.example"
    client.force_login(cast.mia)
    assert "E-mail: kept back" in client.get("/notices").content.decode()


def test_where_only_a_number_is_known_of_the_host_the_ids_still_are_ids(cast, smtp_sink, settings):
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "http://[::1]:8000"
    tell_mia(cast)
    assert smtp_sink.taken[0].message["Message-ID"].endswith("@localhost>")
