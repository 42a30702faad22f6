"""What the mail looks like that goes out."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.channels.email import addresses
from frontline.channels.email.composing import compose
from frontline.channels.email.models import SupportAddress
from frontline.channels.email.writing import headers
from frontline.channels.email.writing.mailboxes import NotAnAddress, mailbox
from frontline.inbox import attaching
from frontline.inbox.channel import DeliveryRefused, InboundAttachment
from frontline.inbox.models import Message


def read(mail: EmailMessage) -> EmailMessage:
    """As a receiving system reads it: from its bytes."""
    raw = mail.as_bytes()
    for line in raw.split(b"\r\n"):
        assert len(line) <= 998
        assert b"\n" not in line
        assert b"\r" not in line
    parsed = message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def plain(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html(mail: EmailMessage) -> str:
    return mail.get_body(("html",)).get_content().replace("\r\n", "\n")


def test_a_reply_names_the_teammate_the_house_and_a_signed_address_to_answer_to(reply, conversation):
    mail = read(compose(reply()[0]))
    assert mail["From"] == "Mia Rask · Acme Cloud <support@acme.example>"
    assert mail["To"] == "Ada Okafor <ada@northwind.example>"
    assert mail["Cc"] is None
    (answer_to,) = mail["Reply-To"].addresses
    assert answer_to.addr_spec == addresses.reply_address(conversation.number, "support@acme.example")
    assert addresses.conversation_of(addresses.reply_token(answer_to.addr_spec)) == conversation.number
    assert mail["Subject"] == "Re: Backups fail"
    assert mail["Date"].datetime.isoformat() == "2026-11-16T12:00:00+00:00"
    assert mail["Message-ID"] == "<5f3a9c1e.1@acme.example>"
    assert mail["In-Reply-To"] == "<ask-1@northwind.example>"
    assert mail["References"] == "<ask-1@northwind.example>"
    assert mail["Auto-Submitted"] is None


def test_it_goes_out_from_the_address_that_was_written_to(reply, conversation):
    SupportAddress.objects.create(address="databases@acme.example", name="Acme Postgres")
    conversation.our_address = "databases@acme.example"
    conversation.save()
    mail = read(compose(reply()[0]))
    assert mail["From"] == "Mia Rask · Acme Postgres <databases@acme.example>"
    assert mail["Reply-To"].addresses[0].addr_spec.startswith("databases+r.")


def test_an_address_that_is_no_longer_ours_gives_way_to_the_default(reply, conversation):
    conversation.our_address = "old@acme.example"
    conversation.save()
    assert read(compose(reply()[0]))["From"].addresses[0].addr_spec == "support@acme.example"


def test_without_any_address_of_ours_it_waits(reply):
    SupportAddress.objects.all().delete()
    with pytest.raises(DeliveryRefused) as refused:
        compose(reply()[0])
    assert not refused.value.is_permanent


def test_an_automatic_mail_says_so_and_quotes_nothing(reply):
    mail = read(compose(reply(is_automatic=True, teammate=None)[0]))
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Precedence"] == "auto_reply"
    assert mail["From"] == "Acme Cloud <support@acme.example>"
    assert "They fail" not in plain(mail)
    assert "They fail" not in html(mail)


def test_long_threads_keep_the_first_and_the_last_twenty_references_unbroken(reply):
    chain = [f"<{n}.{'x' * 150}@mail.northwind.example>" for n in range(60)]
    mail = compose(reply(references=" ".join(chain), in_reply_to=chain[-1])[0])
    assert read(mail)["References"].split() == [chain[0], *chain[-20:]]
    assert (
        b"=?" not in mail.as_bytes().split(b"\r\n\r\n", 1)[0].split(b"References:")[1].split(b"\r\nMIME")[0]
    )


def test_the_parent_is_always_the_last_reference(reply):
    mail = read(compose(reply(references="<b@x> <a@x>", in_reply_to="<b@x>")[0]))
    assert mail["References"].split() == ["<a@x>", "<b@x>"]


def test_damaged_references_are_left_out(reply):
    mail = read(
        compose(reply(references="garbage <a@x>\r\nBcc: eve@x.example <b c@x> <>", in_reply_to="nonsense")[0])
    )
    assert mail["References"] == "<a@x>"
    assert mail["In-Reply-To"] is None
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    ("subject", "sent"),
    [
        ("Backups fail", "Re: Backups fail"),
        ("Re: Backups fail", "Re: Backups fail"),
        ("AW: Re: RE[2]: Sv: Backups fail", "Re: Backups fail"),
        ("Fwd: Backups fail", "Re: Fwd: Backups fail"),
        ("Résumé", "Re: Résumé"),
        ("Re-index is slow", "Re: Re-index is slow"),
        ("a\r\nBcc: eve@elsewhere.example", "Re: a Bcc: eve@elsewhere.example"),
        ("größe " * 40, "Re: " + ("größe " * 40).strip()),
        ("x" * 600, "Re: " + "x" * 600),
    ],
)
def test_a_subject_gets_one_re_and_stays_one_line(reply, subject, sent):
    mail = read(compose(reply(subject=subject)[0]))
    assert mail["Subject"] == sent
    assert mail["Bcc"] is None


def test_a_subject_loses_control_characters_and_turned_writing():
    assert headers.reply_subject("a\x00b\u202ec\ud800", 7, is_answer=True) == "Re: a bc"
    assert headers.reply_subject("Welcome", 7, is_answer=False) == "Welcome"


def test_without_a_subject_the_number_stands_for_it(reply, conversation):
    conversation.subject = ""
    conversation.save()
    assert read(compose(reply(subject="Re: ")[0]))["Subject"] == f"Re: Conversation #{conversation.number}"


@pytest.mark.parametrize(
    "name",
    [
        "Ada Okafor",
        "Okafor, Ada",
        'Ada "the admin" Okafor',
        "Østergård, Åse",
        "Łukasz Dvořák; (Prag) <boss@x.example>",
        "Ада Окафор " * 8,
        "岡田 " * 20,
        "ada@evil.example",
        "=?utf-8?q?CEO?=",
        "back\\slash",
        "'",
    ],
)
def test_a_name_arrives_as_it_is_and_names_nobody_else(reply, name):
    mail = compose(reply(name=name, cc=("bob@northwind.example",))[0])
    (to,) = read(mail)["To"].addresses
    assert to.addr_spec == "ada@northwind.example"
    assert [each.addr_spec for each in read(mail)["Cc"].addresses] == ["bob@northwind.example"]
    # Not by `display_name`, because Python before 3.12 keeps the blank between two encoded words.
    header = message_from_bytes(mail.as_bytes())["To"]
    shown = str(make_header(decode_header(header))) if "=?" in header else to.display_name + " <"
    assert shown.rpartition(" <")[0] == " ".join(name.split())


def test_a_name_with_a_line_break_adds_no_header(reply, cast):
    cast.mia.name = "Mia\r\nBcc: eve@elsewhere.example\r\n\r\nbody"
    mail = read(compose(reply(name="Ada\nX-Evil: yes\x01\u2028Z", teammate=cast.mia)[0]))
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert mail["To"].addresses[0].display_name == "Ada X-Evil: yes Z"
    assert mail["From"].addresses[0].display_name.startswith("Mia Bcc: eve@elsewhere.example body")


@given(name=st.text(max_size=200))
def test_no_name_at_all_breaks_an_address_line(name):
    line = headers.people(
        "To", [(name, mailbox("ada@northwind.example")), ("Bob", mailbox("bob@northwind.example"))]
    )
    raw = line.fold(policy=default.clone(linesep="\r\n")).encode()
    parsed = message_from_bytes(raw + b"\r\n", policy=default)
    assert parsed.keys() == ["To"]
    assert [each.addr_spec for each in parsed["To"].addresses] == [
        "ada@northwind.example",
        "bob@northwind.example",
    ]


def test_a_hundred_recipients_fold_into_lines_that_any_server_takes(reply):
    many = tuple(f"person-{n}@a-rather-long-name-of-a-company.example" for n in range(100))
    mail = compose(reply(cc=many)[0])
    assert [each.addr_spec for each in read(mail)["Cc"].addresses] == list(many)
    assert max(map(len, mail.as_bytes().split(b"\r\n\r\n")[0].split(b"\r\n"))) <= 200


def test_domains_beyond_ascii_go_out_in_ascii(reply):
    mail = compose(reply(to=("ada@bücher.example",))[0])
    assert b"ada@xn--bcher-kva.example" in mail.as_bytes()


def test_a_copy_that_no_header_can_name_is_left_out_of_the_others_mails(reply):
    (ada, *_) = reply(cc=("jörg@northwind.example", "not an address", "bob@northwind.example"))
    assert read(compose(ada))["Cc"] == "bob@northwind.example"


MARKDOWN = """Hello Ada,

the *cause* is **in** `retention`; see [the docs](https://docs.acme.example/r) or <https://status.acme.example>.

1. stop it
2. set:

   ```sql
   ALTER <x> & y;
       indented
   ```

> quoted by Mia

| a | b |
|---|:-:|
| 1 | 2 |

<script>alert(1)</script> ![chart](https://x.example/c.png) [x](javascript:alert(1))
"""


def test_the_plain_part_reads_well_without_knowing_markdown(reply, cast):
    cast.mia.signature = "Mia, *Acme* [site](https://acme.example)"
    text = plain(read(compose(reply(MARKDOWN, teammate=cast.mia)[0])))
    own, quoted = text.split("\n\nOn ")
    assert own == (
        "Hello Ada,\n\n"
        "the _cause_ is *in* `retention`; see the docs (https://docs.acme.example/r) or https://status.acme.example.\n\n"
        "1. stop it\n\n"
        "2. set:\n\n       ALTER <x> & y;\n           indented\n\n"
        "> quoted by Mia\n\n"
        "a | b\n1 | 2\n\n"
        "<script>alert(1)</script> chart (https://x.example/c.png) [x](javascript:alert(1))\n\n"
        "-- \nMia, _Acme_ site (https://acme.example)"
    )
    assert quoted == (
        "Mon, 16 Nov 2026 at 11:30 UTC, Ada Okafor wrote:\n"
        "> They fail since last night.\n>\n> .with a dot in front\n> <b>not bold</b>\n"
    )


def test_the_html_part_has_inline_styles_only_and_no_active_content(reply):
    markup = html(read(compose(reply(MARKDOWN)[0])))
    assert "<strong>in</strong>" in markup
    assert '<pre style="' in markup
    assert "ALTER &lt;x&gt; &amp; y;\n    indented" in markup
    assert '<a href="https://x.example/c.png">chart</a>' in markup
    assert "&lt;b&gt;not bold&lt;/b&gt;" in markup
    assert 'style="padding:4px 8px;border:1px solid #999;text-align:left;text-align:center"' in markup
    for active in ("<script", "<img", 'href="javascript', "background", "class="):
        assert active not in markup


def test_a_long_question_is_quoted_in_part(reply, conversation):
    Message.objects.filter(direction="in").update(text="\n".join(f"line {n}" for n in range(500)))
    text = plain(read(compose(reply()[0])))
    assert "> line 79\n> [...]\n" in text
    assert "line 80" not in text


def test_what_is_quoted_is_what_is_answered_and_nothing_later(reply, conversation, cast):
    def wrote(text: str, message_id: str, at: str) -> None:
        Message.objects.create(
            conversation=conversation,
            direction="in",
            channel="email",
            text=text,
            message_id=message_id,
            at=at,
        )

    wrote("second question", "<ask-2@northwind.example>", "2026-11-16T11:40:00Z")
    wrote("after the reply", "<ask-3@northwind.example>", "2026-11-16T12:30:00Z")
    assert "> second question" in plain(read(compose(reply(in_reply_to="")[0])))
    Message.objects.filter(direction="out").delete()
    assert "> They fail" in plain(read(compose(reply()[0])))


def test_lines_of_any_length_and_any_writing_arrive_unchanged(reply):
    said = "word " * 2_000 + "\n\n" + "x" * 5_000 + "\n\nЖдём, 世界 \U0001f44b\n\nFrom here on\ttabs"
    text = plain(read(compose(reply(said)[0])))
    assert text.startswith(said.replace("word \n", "word\n"))


def test_surrogates_and_nul_in_a_text_do_not_stop_it(reply):
    dispatch = reply()[0]
    dispatch.message.text = "broken \ud800 emoji and \x00"
    assert "broken \ufffd emoji" in plain(read(compose(dispatch)))


@pytest.mark.parametrize(
    ("name", "type_", "sent_name", "sent_type"),
    [
        ("log.txt", "text/plain", "log.txt", "text/plain"),
        ("Übersicht «2026» 岡田.pdf", "application/pdf", "Übersicht «2026» 岡田.pdf", "application/pdf"),
        ("a" * 180 + ".csv", "text/csv", "a" * 180 + ".csv", "text/csv"),
        ('we"ird;\r\nX-Evil: 1.txt', "text/plain", 'we"ird; X-Evil: 1.txt', "text/plain"),
        ("mail.eml", "message/rfc822", "mail.eml", "application/octet-stream"),
        ("x", "multipart/mixed; boundary=x", "x", "application/octet-stream"),
        ("x", "no type\r\nX-Evil: 1", "x", "application/octet-stream"),
    ],
)
def test_attachments_keep_their_bytes_and_names(reply, name, type_, sent_name, sent_type):
    content = bytes(range(256)) * 400 + b"\r\n.\r\n"
    dispatch = reply()[0]
    attaching.attach([InboundAttachment(name, type_, content)], to=dispatch.message)
    mail = read(compose(dispatch))
    assert mail.get_content_type() == "multipart/mixed"
    assert next(mail.iter_parts()).get_content_type() == "multipart/alternative"
    (part,) = mail.iter_attachments()
    assert part.get_filename() == sent_name
    assert part.get_content_type() == sent_type
    assert part.get_payload(decode=True) == content
    assert part["X-Evil"] is None


def test_a_big_attachment_goes_out_whole(reply, sink):
    from frontline.channels.email import sending

    content = b"\x00\xff.\r\n" * 2_000_000
    dispatch = reply()[0]
    attaching.attach(
        [InboundAttachment("core.bin", "application/octet-stream", content)], to=dispatch.message
    )
    sending.send(dispatch)
    (part,) = sink.taken[0].message.iter_attachments()
    assert part.get_payload(decode=True) == content


def test_an_attachment_that_is_gone_from_the_store_holds_the_mail_back(reply):
    dispatch = reply()[0]
    (attachment,) = attaching.attach(
        [InboundAttachment("a.txt", "text/plain", b"never seen before")], to=dispatch.message
    )
    attachment.digest = "0" * 64
    attachment.save()
    with pytest.raises(DeliveryRefused, match=r"a\.txt") as refused:
        compose(dispatch)
    assert not refused.value.is_permanent


@given(text=st.text(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_at_all_composes(text, request):
    from frontline.channels.email.writing import bodies
    from frontline.channels.email.writing.plain import as_plain
    from frontline.kernel.folding import storable

    as_plain(storable(text))
    assert "<script" not in bodies.as_html(storable(text))


@given(text=st.text(max_size=80))
def test_whatever_passes_as_an_address_can_be_said_in_a_command(text):
    try:
        box = mailbox(text)
    except NotAnAddress:
        return
    assert box.domain.isascii()
    assert not set(str(box)) & set(" \t\r\n<>\0")
