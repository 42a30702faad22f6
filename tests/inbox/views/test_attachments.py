"""Files that came with mail never act as pages of ours, and only those who may read the conversation get them."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from frontline.inbox.attaching import attach
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.models import Attachment
from tests.builders.letters import received
from tests.cast import Cast

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def attached(name: str, kind: str, content: bytes, **more: object) -> Attachment:
    return attach([InboundAttachment(name, kind, content, **more)], to=received())[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("evil.html", "text/html"),
        ("evil.svg", "image/svg+xml"),
        ("evil.png", "image/svg+xml"),
        ("evil.js", "text/javascript"),
        ("doc.pdf", "application/pdf"),
        ("page.xml", "application/xhtml+xml"),
    ],
)
def test_what_could_act_is_only_downloaded(mia: Client, name: str, kind: str):
    file = attached(name, kind, b"<script>alert(1)</script>")

    answer = mia.get(f"/attachments/{file.pk}/{name}")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


def test_a_picture_is_shown_but_still_sandboxed(mia: Client):
    file = attached("shot.png", "image/PNG", PNG)

    answer = mia.get(f"/attachments/{file.pk}/shot.png")

    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="shot.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("name", ['a"b\r\nSet-Cookie: x=1.txt', "ünïcödé.txt", "../../etc/passwd", "📎.txt"])
def test_a_strange_name_stays_inside_its_header(mia: Client, name: str):
    file = attached(name, "text/plain", b"x")
    page = mia.get(f"/conversations/{file.message.conversation_id}").content.decode()
    address = page.split('href="/attachments/')[1].split('"')[0]

    answer = mia.get(f"/attachments/{address}")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]


def test_pictures_in_the_text_are_shown_in_their_places(mia: Client):
    file = attached("logo.png", "image/png", PNG, content_id="logo@x", is_inline=True)
    file.message.html = '<p>See <img src="cid:logo@x" alt="our logo"></p>'
    file.message.save()

    page = mia.get(f"/conversations/{file.message.conversation_id}").content.decode()

    assert f'src="/attachments/{file.pk}/logo.png"' in page
    assert 'class="files"' not in page


def test_files_are_only_for_those_who_signed_in(mia: Client, cast: Cast):
    file = attached("a.txt", "text/plain", b"x")

    assert Client().get(f"/attachments/{file.pk}/a.txt").status_code == 302
    cast.mia.is_active = False
    cast.mia.save()
    assert mia.get(f"/attachments/{file.pk}/a.txt").status_code in {302, 404}
    assert mia.get("/attachments/999999/a.txt").status_code in {302, 404}


def test_a_missing_file_says_so(mia: Client, settings):
    file = attached("a.txt", "text/plain", b"only this test's content")
    digest = hashlib.sha256(b"only this test's content").hexdigest()
    Path(settings.MEDIA_ROOT, digest[:2], digest).unlink()

    answer = mia.get(f"/attachments/{file.pk}/a.txt")

    assert answer.status_code == 404
    assert "missing from the attachments" in answer.content.decode()


def test_the_source_of_a_mail_is_downloaded_as_it_came(mia: Client):
    message = received(text="as it came")

    answer = mia.get(f"/messages/{message.pk}/source")

    assert answer["Content-Type"] == "message/rfc822"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == bytes(message.intake.raw)


def test_what_we_wrote_has_no_source(mia: Client, cast: Cast):
    from frontline.inbox.replying import reply

    message = reply(received().conversation, "Hello", by=cast.mia)

    assert mia.get(f"/messages/{message.pk}/source").status_code == 404
