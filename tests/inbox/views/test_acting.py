"""What a teammate does to a conversation, with and without scripts."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frontline.inbox import dispatching
from frontline.inbox.channel import KEPT_BACK
from frontline.inbox.closing import close
from frontline.inbox.models import Conversation, Dispatch, Message, Note
from frontline.inbox.replying import reply
from tests.builders.letters import Letters, received, refused
from tests.cast import Cast

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def conversation(cast: Cast, letters: Letters) -> Conversation:
    return received(message_id="<one@customer.example>").conversation


def test_a_reply_is_sent_and_can_be_undone(mia: Client, conversation: Conversation):
    page = mia.post(
        f"/conversations/{conversation.pk}/messages?view=mine", {"text": "Hello Ada"}, follow=True
    )

    message = Message.objects.get(direction="out")
    assert page.redirect_chain == [(f"/conversations/{conversation.pk}?view=mine", 302)]
    assert f'action="/messages/{message.pk}/undo"' in page.content.decode()

    back = mia.post(f"/messages/{message.pk}/undo", follow=True).content.decode()

    assert not Message.objects.filter(direction="out").exists()
    assert re.search(r"<textarea[^>]*>\s*Hello Ada</textarea>", back)
    again = mia.get(f"/conversations/{conversation.pk}").content.decode()
    assert not re.search(r"<textarea[^>]*>\s*Hello Ada</textarea>", again)


def test_the_script_gets_the_parts_that_changed(mia: Client, conversation: Conversation):
    answer = mia.post(f"/conversations/{conversation.pk}/messages", {"text": "Hello Ada"}, headers=SCRIPT)
    parts = answer.content.decode()

    assert answer.status_code == 200
    assert "<!doctype" not in parts
    for part in ('id="message-', 'id="bar" hx-swap-oob', 'id="toasts" hx-swap-oob', "Undo"):
        assert part in parts
    assert re.search(r'id="composer"[^>]*hx-swap-oob="outerHTML"', parts)


def test_the_same_form_sent_twice_is_one_reply(mia: Client, conversation: Conversation):
    for _ in range(2):
        answer = mia.post(
            f"/conversations/{conversation.pk}/messages",
            {"text": "Hello", "submission": "k1"},
            headers=SCRIPT,
        )
        assert answer.status_code == 200
    mia.post(f"/conversations/{conversation.pk}/notes", {"text": "noted", "submission": "k2"})
    mia.post(f"/conversations/{conversation.pk}/notes", {"text": "noted", "submission": "k2"})

    assert Message.objects.filter(direction="out").count() == 1
    assert Note.objects.count() == 1


def test_send_and_close_goes_on_to_the_next(mia: Client, conversation: Conversation):
    following = received().conversation
    form = {"text": "Bye", "then": "close", "next": str(following.pk)}

    answer = mia.post(f"/conversations/{conversation.pk}/messages?view=mine", form, headers=SCRIPT)

    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/conversations/{following.pk}?view=mine")
    conversation.refresh_from_db()
    assert not conversation.is_open
    assert "Undo" in mia.get(f"/conversations/{following.pk}").content.decode()


def test_undoing_what_was_sent_and_closed_opens_it_again(mia: Client, conversation: Conversation):
    mia.post(f"/conversations/{conversation.pk}/messages", {"text": "Bye", "then": "close"})
    mia.post(f"/messages/{Message.objects.get(direction='out').pk}/undo")

    conversation.refresh_from_db()
    assert conversation.is_open
    assert conversation.waits_for_customer is False


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_stale_draft_stops_keeps_the_text_and_goes_through_when_confirmed(
    mia: Client, conversation: Conversation, headers: dict[str, str]
):
    seen = Message.objects.get().pk
    newer = received(in_reply_to="<one@customer.example>", text="It works again!")
    form = {"text": "Have you tried", "seen": str(seen), "submission": "k1"}

    stopped = mia.post(f"/conversations/{conversation.pk}/messages", form, headers=headers)

    assert stopped.status_code == 409
    page = stopped.content.decode()
    assert "Nothing was sent" in page
    assert "It works again!" in page
    assert re.search(rf'id="reply-seen" value="{newer.pk}"', page)
    if not headers:
        assert re.search(r"<textarea[^>]*>\s*Have you tried</textarea>", page)
    assert not Message.objects.filter(direction="out").exists()

    mia.post(f"/conversations/{conversation.pk}/messages", {**form, "seen": str(newer.pk)}, headers=headers)
    assert Message.objects.filter(direction="out").count() == 1


@pytest.mark.parametrize(("where", "mode"), [("messages", "reply"), ("notes", "note")])
def test_an_empty_text_is_refused_where_it_was_written(
    mia: Client, conversation: Conversation, where: str, mode: str
):
    answer = mia.post(f"/conversations/{conversation.pk}/{where}", {"text": " "}, headers=SCRIPT)

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == f"#{mode}-trouble"
    assert "is empty" in answer.content.decode()
    page = mia.post(f"/conversations/{conversation.pk}/{where}", {"text": " "})
    assert "is empty" in page.content.decode()
    assert "<!doctype html>" in page.content.decode()


def test_a_note_stays_in_the_house(mia: Client, conversation: Conversation):
    files = [SimpleUploadedFile("a.txt", b"aa"), SimpleUploadedFile("b.txt", b"")]
    mia.post(f"/conversations/{conversation.pk}/notes", {"text": "cross", "attachments": files})

    note = Note.objects.get()
    assert [(a.name, a.size) for a in note.attachments.all()] == [("a.txt", 2), ("b.txt", 0)]
    assert not Dispatch.objects.exists()


def test_assigning_to_me_to_another_and_to_nobody(mia: Client, cast: Cast, conversation: Conversation):
    address = f"/conversations/{conversation.pk}/assignee"
    assert f'value="{cast.tom.pk}"' in mia.get(address).content.decode()
    for to in (cast.mia, cast.tom, None):
        mia.post(address, {"teammate": str(to.pk) if to else ""}, headers=SCRIPT)
        conversation.refresh_from_db()
        assert conversation.assignee == to

    cast.tom.is_active = False
    cast.tom.save()
    answer = mia.post(address, {"teammate": str(cast.tom.pk)})
    assert answer.status_code == 422
    assert "no longer active" in answer.content.decode()


def test_closing_and_opening_again(mia: Client, conversation: Conversation):
    answer = mia.post(f"/conversations/{conversation.pk}/closure?view=unassigned", {"next": "12345"})
    assert answer["Location"] == "/inbox/unassigned"
    conversation.refresh_from_db()
    assert not conversation.is_open

    list_page = mia.get("/inbox/unassigned").content.decode()
    assert f'action="/conversations/{conversation.pk}/reopening"' in list_page

    mia.post(f"/conversations/{conversation.pk}/reopening")
    conversation.refresh_from_db()
    assert conversation.is_open


def test_a_failed_mail_shows_the_servers_words_and_is_retried(
    mia: Client, cast: Cast, conversation: Conversation, letters: Letters
):
    letters.refusals["ada@northwind.example"] = [refused("550 5.1.1 no such user", is_permanent=True)]
    message = reply(conversation, "Hello", hold_for=timedelta(0), by=cast.mia)
    dispatch = message.dispatches.get()
    dispatching.send(dispatch.pk)
    page = mia.get(f"/conversations/{conversation.pk}").content.decode()
    assert "550 5.1.1 no such user" in page
    assert f'action="/dispatches/{dispatch.pk}/retry"' in page

    assert mia.post(f"/dispatches/{dispatch.pk}/retry", headers=SCRIPT).status_code == 200
    dispatching.send(dispatch.pk)
    assert letters.delivered == [("ada@northwind.example", "Hello")]
    assert mia.post(f"/dispatches/{dispatch.pk}/retry").status_code == 409
    assert mia.post("/dispatches/999999/retry").status_code == 404


def test_each_recipient_has_a_state_of_its_own(mia: Client, cast: Cast, letters: Letters):
    letters.refusals["bad@partner.example"] = [refused("451 greylisted", is_permanent=False)]
    conversation = received(cc=("bad@partner.example",)).conversation
    for dispatch in reply(conversation, "Hello", hold_for=timedelta(0), by=cast.mia).dispatches.all():
        dispatching.send(dispatch.pk)

    page = mia.get(f"/conversations/{conversation.pk}").content.decode()

    assert "sent to ada@northwind.example" in page
    assert "Not delivered yet to bad@partner.example" in page
    assert "451 greylisted" in page


def test_what_only_lies_in_the_outbox_is_not_called_sent(
    mia: Client, cast: Cast, letters: Letters, monkeypatch: pytest.MonkeyPatch
):
    conversation = received(cc=("bob@northwind.example",)).conversation
    message = reply(conversation, "Hello", hold_for=timedelta(0), by=cast.mia)
    to_ada, to_bob = message.dispatches.order_by("id")

    def page() -> str:
        text = re.sub(r"<[^>]+>", "", mia.get(f"/conversations/{conversation.pk}").content.decode())
        return " ".join(text.split())

    dispatching.send(to_ada.pk)
    monkeypatch.setattr(letters, "send", lambda dispatch: f"{KEPT_BACK}: no server is set.")
    dispatching.send(to_bob.pk)
    assert "sent to ada@northwind.example" in page()
    assert "kept in the outbox for bob@northwind.example" in page()

    message.dispatches.update(answer=f"{KEPT_BACK}: no server is set.")
    assert "kept in the outbox for 2 people" in page()
    assert "sent to" not in page()
    assert 'href="/outbox">outbox</a>' in mia.get(f"/conversations/{conversation.pk}").content.decode()


def test_what_went_out_cannot_be_undone(mia: Client, cast: Cast, conversation: Conversation):
    message = reply(conversation, "Hello", hold_for=timedelta(0), by=cast.mia)
    dispatching.send(message.dispatches.get().pk)

    answer = mia.post(f"/messages/{message.pk}/undo")

    assert answer.status_code == 409
    assert "too late to undo" in answer.content.decode()
    assert mia.post("/messages/999999/undo").status_code == 404


def test_the_preview_is_markdown_made_safe(mia: Client):
    page = mia.post("/markdown-preview", {"text": "**bold** <script>x</script>"}).content.decode()

    assert "<strong>bold</strong>" in page
    assert "<script>" not in page
    assert "Nothing to preview" in mia.post("/markdown-preview", {"text": ""}).content.decode()


@pytest.mark.parametrize("address", ["messages", "notes", "closure", "reopening"])
def test_nothing_is_done_by_following_a_link(mia: Client, conversation: Conversation, address: str):
    assert mia.get(f"/conversations/{conversation.pk}/{address}").status_code == 405


def test_closed_shows_when_and_reopens(mia: Client, cast: Cast, conversation: Conversation):
    close(conversation, why="solved", by=cast.mia)
    page = mia.get(f"/conversations/{conversation.pk}?view=closed").content.decode()
    assert "closed it: solved" in page
    assert "Reopen" in page
