"""Without FRONTLINE_EMAIL_URL nothing goes out: it is kept, and can be looked at."""

import email
from email.policy import default

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.test import Client

from frontline.channels.email import sending
from frontline.channels.email.models import OutboxMail
from frontline.channels.email.outbox import keep
from frontline.channels.email.views import outbox as pages
from frontline.inbox.channel import DeliveryRefused
from frontline.people.models import Teammate
from tests.cast import Cast

BACKEND = "frontline.channels.email.backend.Backend"


@pytest.fixture(autouse=True)
def _nothing_goes_out(settings) -> None:
    settings.EMAIL_URL = ""


def signed_in(teammate: Teammate) -> Client:
    client = Client()
    client.force_login(teammate)
    return client


def test_a_reply_is_kept_as_it_would_have_gone(reply):
    dispatch = reply(cc=("bob@northwind.example",))[0]
    assert "FRONTLINE_EMAIL_URL is not set" in sending.send(dispatch)
    kept = OutboxMail.objects.get()
    assert (kept.recipient, kept.sender, kept.dispatch) == (
        "ada@northwind.example",
        "support@acme.example",
        dispatch,
    )
    assert kept.subject == "Re: Backups fail"
    assert (
        email.message_from_bytes(bytes(kept.raw), policy=default)["Message-ID"] == "<5f3a9c1e.1@acme.example>"
    )


def test_the_list_has_the_subject_as_people_read_it(reply, conversation):
    conversation.subject = "バックアップが失敗しています"
    conversation.save(update_fields=["subject"])
    sending.send(reply()[0])
    assert OutboxMail.objects.get().subject == "Re: バックアップが失敗しています"


def test_the_inbox_knows_that_nobody_got_it(reply):
    (dispatch,) = reply()
    dispatch.answer, dispatch.state = sending.send(dispatch), dispatch.State.SENT
    assert dispatch.is_kept_back
    dispatch.answer = "250 2.0.0 Ok: queued"
    assert not dispatch.is_kept_back


def test_a_dispatch_that_is_tried_again_is_kept_once(reply):
    (dispatch,) = reply()
    sending.send(dispatch)
    sending.send(dispatch)
    assert OutboxMail.objects.count() == 1


def test_what_was_not_committed_was_not_kept(reply):
    (dispatch,) = reply()
    with transaction.atomic():
        sending.send(dispatch)
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()


def test_the_list_says_that_mail_is_not_going_out_and_shows_the_newest_first(reply, cast):
    sending.send(reply(text="one")[0])
    sending.send(reply(text="two", subject="Invoices", message_id="<2@acme.example>")[0])
    page = signed_in(cast.mia).get("/outbox").content.decode()
    assert "Mail is not going out: set FRONTLINE_EMAIL_URL." in page
    assert page.index("Re: Invoices") < page.index("Re: Backups fail")
    assert "ada@northwind.example" in page


def test_an_empty_outbox_says_what_would_fill_it(cast):
    assert "No mail was kept back" in signed_in(cast.mia).get("/outbox").content.decode()


def test_long_lists_go_on_without_gaps_or_repeats(cast, monkeypatch, django_assert_max_num_queries, reply):
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    for number in range(5):
        dispatch = reply(subject=f"number-{number}", message_id=f"<{number}@acme.example>")[0]
        sending.send(dispatch)
    client, address, seen = signed_in(cast.mia), "/outbox", []
    client.get("/preferences")  # what a process keeps is there
    for _ in range(3):
        with django_assert_max_num_queries(8):
            page = client.get(address)
        seen += _subjects(page.content.decode())
        older = page.content.decode().partition('rel="next" href="')[2].partition('"')[0]
        address = f"/outbox{older}"
    assert seen == [f"Re: number-{n}" for n in (4, 3, 2, 1, 0)]
    assert older == ""


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "٣"])
def test_a_cursor_that_makes_no_sense_shows_the_beginning(cast, before):
    assert signed_in(cast.mia).get("/outbox", {"before": before}).status_code == 200


def test_a_mail_is_shown_with_headers_and_both_bodies(reply, cast):
    sending.send(reply("Hello **Ada** <script>alert(1)</script>", name="Ada <b>")[0])
    kept = OutboxMail.objects.get()
    page = signed_in(cast.mia).get(f"/outbox/{kept.pk}").content.decode()
    assert "Mail is not going out: set FRONTLINE_EMAIL_URL." in page
    assert "<strong>Ada</strong>" in page
    assert "Hello *Ada* &lt;script&gt;" in page
    assert "Message-ID: &lt;5f3a9c1e.1@acme.example&gt;" in page
    assert "Ada &lt;b&gt;" in page
    assert "<script>alert" not in page


def test_a_mail_can_be_downloaded_and_never_acts_as_a_page(reply, cast):
    sending.send(reply()[0])
    kept = OutboxMail.objects.get()
    answer = signed_in(cast.mia).get(f"/outbox/{kept.pk}/source")
    assert answer.content == bytes(kept.raw)
    assert answer["Content-Disposition"] == f'attachment; filename="outbox-{kept.pk}.eml"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_nobody_gets_in_without_signing_in(reply, cast):
    sending.send(reply()[0])
    pk = OutboxMail.objects.get().pk
    for address in ("/outbox", f"/outbox/{pk}", f"/outbox/{pk}/source"):
        assert Client().get(address).status_code == 302


def test_a_mail_that_opens_an_account_is_for_leads_only(cast: Cast, conversation):
    django_mail.EmailMessage(
        "Password reset",
        "https://x.example/secret-link",
        to=[cast.lead.email],
        connection=django_mail.get_connection(BACKEND),
    ).send()
    kept = OutboxMail.objects.get()
    for address in (f"/outbox/{kept.pk}", f"/outbox/{kept.pk}/source"):
        assert signed_in(cast.mia).get(address).status_code == 404
        assert b"secret-link" in signed_in(cast.lead).get(address).content
    assert "Password reset" not in signed_in(cast.mia).get("/outbox").content.decode()
    assert "Password reset" in signed_in(cast.lead).get("/outbox").content.decode()


def test_once_mail_goes_out_the_page_says_so(reply, cast, settings):
    sending.send(reply()[0])
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    page = signed_in(cast.mia).get("/outbox").content.decode()
    assert "Mail is going out." in page
    assert "Re: Backups fail" in page


def test_the_products_own_mail_is_kept_too_one_a_recipient_and_from_our_address(cast, conversation):
    message = EmailMultiAlternatives(
        "Grüße",
        "plain",
        to=["Lena <lena@acme.example>"],
        bcc=["mia@acme.example"],
        connection=django_mail.get_connection(BACKEND),
    )
    message.attach_alternative("<b>html</b>", "text/html")
    assert message.send() == 1
    kept = OutboxMail.objects.order_by("id")
    assert [mail.recipient for mail in kept] == ["lena@acme.example", "mia@acme.example"]
    read = email.message_from_bytes(bytes(kept[0].raw), policy=default)
    assert read["From"] == "Acme Cloud <support@acme.example>"
    assert read["Subject"] == "Grüße"
    assert b"mia@acme.example" not in bytes(kept[0].raw)


def test_the_products_own_mail_goes_out_where_mail_goes_out(smtp_sink, settings, conversation):
    settings.EMAIL_URL = smtp_sink.url
    sent = django_mail.EmailMessage(
        "Hello", "text", to=["lena@acme.example"], connection=django_mail.get_connection(BACKEND)
    ).send()
    assert sent == 1
    assert smtp_sink.taken[0].recipients == ["lena@acme.example"]
    assert smtp_sink.taken[0].sender == "support@acme.example"
    assert not OutboxMail.objects.exists()


def test_the_products_own_mail_fails_loudly_or_quietly_as_asked(settings, conversation):
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    loud = django_mail.EmailMessage(
        "s", "t", to=["a@b.example"], connection=django_mail.get_connection(BACKEND)
    )
    with pytest.raises(DeliveryRefused):
        loud.send()
    quiet = django_mail.get_connection(BACKEND, fail_silently=True)
    assert django_mail.EmailMessage("s", "t", to=["a@b.example"], connection=quiet).send() == 0


def test_the_settings_send_all_mail_this_way():
    from frontline.config import environment

    assert environment.read().email_backend == BACKEND


def test_a_mail_of_nothing_is_shown_as_such(cast):
    empty = email.message_from_bytes(b"\r\n", policy=default)
    keep(empty, b"\r\n", sender="a@b.example", recipient="c@d.example")
    page = signed_in(cast.lead).get(f"/outbox/{OutboxMail.objects.get().pk}").content.decode()
    assert "The mail has no words." in page


def _subjects(page: str) -> list[str]:
    return [part.partition("<")[0] for part in page.split('dir="auto">')[1:]]
