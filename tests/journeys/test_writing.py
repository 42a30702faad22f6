"""Writing: what can be taken back, what stops, what never leaves, and what is never sent twice."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, open_conversation, send, waited_for, write
from tests.peers.smtp_sink import refuse


def test_a_reply_taken_back_is_never_sent_and_its_text_returns(mia: Page, set_up: House):
    set_up.write("Undo this")
    mia.goto("/inbox/open")
    open_conversation(mia, "Undo this")
    write(mia, "Oops, wrong customer.")
    send(mia)
    mia.locator(".toast").get_by_role("button", name="Undo").click()

    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("Oops, wrong customer.")
    expect(mia.locator(".entry.out", has_text="Oops")).to_have_count(0)
    expect(mia.get_by_text("took back a reply before it was sent")).to_be_visible()

    write(mia, "The right words.")
    send(mia)
    set_up.mail_with("The right words.")
    assert not any(b"wrong customer" in mail.content for mail in set_up.sink.mails)


def test_a_draft_that_somebody_overtook_stops_and_shows_what_is_new(mia: Page, tom: Page, set_up: House):
    set_up.write("Overtaken")
    mia.goto("/inbox/open")
    open_conversation(mia, "Overtaken")
    tom.goto(mia.url)
    write(mia, "Have you tried turning it off?")
    write(tom, "I have fixed it, Ada.")
    send(tom)
    expect(mia.locator(".entry.out", has_text="I have fixed it")).to_be_visible()

    send(mia)

    alert = mia.get_by_role("alert")
    expect(alert).to_contain_text("Tom Lindqvist wrote while you were writing. Nothing was sent")
    expect(alert).to_contain_text("I have fixed it, Ada.")
    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("Have you tried turning it off?")
    expect(mia.locator(".entry.out", has_text="turning it off")).to_have_count(0)

    send(mia)
    expect(mia.locator(".entry.out", has_text="turning it off")).to_be_visible()
    set_up.mail_with("turning it off")


def test_a_note_looks_different_and_never_leaves(mia: Page, set_up: House):
    set_up.write("Noted")
    mia.goto("/inbox/open")
    open_conversation(mia, "Noted")
    ground = mia.locator("#reply-form .pad").evaluate("e => getComputedStyle(e).backgroundColor")

    mia.get_by_role("button", name="Note", exact=False).first.click()
    assert mia.locator("#note-form .pad").evaluate("e => getComputedStyle(e).backgroundColor") != ground
    expect(mia.get_by_text("Only teammates see notes")).to_be_visible()
    expect(mia.locator("#reply-form")).to_be_hidden()
    write(mia, "Ada sounds cross, be kind.", mode="Note")
    mia.get_by_role("button", name="Add note").click()

    noted = mia.locator(".entry.note", has_text="be kind")
    expect(noted).to_be_visible()
    assert noted.evaluate("e => getComputedStyle(e).backgroundColor") not in (ground, "rgba(0, 0, 0, 0)")

    mia.get_by_role("button", name="Reply", exact=False).first.click()
    write(mia, "All is well, see below.")
    send(mia)
    set_up.mail_with("All is well")
    assert not any(b"be kind" in mail.content for mail in set_up.sink.mails)


def test_an_impatient_finger_sends_once(mia: Page, set_up: House):
    set_up.write("Impatient")
    mia.goto("/inbox/open")
    open_conversation(mia, "Impatient")
    write(mia, "Only once, please.")
    mia.locator("#reply-form .lead").dblclick()

    set_up.mail_with("Only once")
    expect(mia.locator(".entry.out", has_text="Only once")).to_have_count(1)
    expect(mia.locator(".entry.out", has_text="Only once")).to_contain_text("sent")
    assert sum(b"Only once" in mail.content for mail in set_up.sink.taken) == 1


def test_a_failed_mail_says_why_and_is_tried_again(mia: Page, set_up: House):
    address = "kim@northwind.example"
    set_up.sink.on(address, refuse("550 5.1.1 No such mailbox here"), times=2)
    set_up.write("Refused", sender=address)
    mia.goto("/inbox/open")
    open_conversation(mia, "Refused")
    write(mia, "Can you read this?")
    send(mia)
    reply = mia.locator(".entry.out", has_text="Can you read this?")
    expect(reply).to_contain_text("No such mailbox here", timeout=45_000)
    while reply.get_by_role("button", name="Retry").count():
        reply.get_by_role("button", name="Retry").click()
        expect(reply.locator(".clock")).to_have_text(re.compile("queued|sending|sent"))
        mia.wait_for_timeout(600)

    expect(reply.locator(".clock.fine")).to_contain_text("sent", timeout=45_000)
    assert set_up.mail_with("Can you read this?", to=address)


def test_a_draft_survives_the_page_and_ends_with_its_sending(mia: Page, set_up: House):
    set_up.write("Interrupted")
    mia.goto("/inbox/open")
    open_conversation(mia, "Interrupted")
    write(mia, "Half a thought")
    mia.reload()
    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("Half a thought")

    send(mia)
    expect(mia.locator(".entry.out", has_text="Half a thought")).to_be_visible()
    mia.reload()
    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("")


def test_half_typed_text_and_focus_stay_when_the_page_changes_under_them(mia: Page, set_up: House):
    asked = set_up.write("While typing")
    mia.goto("/inbox/open")
    open_conversation(mia, "While typing")
    field = write(mia, "Hello Ada, I am")
    field.focus()

    set_up.write("Re: While typing", "One more thing.", answers=asked)
    set_up.write("Another matter altogether")

    expect(mia.locator(".entry", has_text="One more thing.")).to_be_visible()
    expect(mia.locator(".row", has_text="Another matter altogether")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("Hello Ada, I am")


def test_files_are_chosen_taken_out_and_arrive(mia: Page, set_up: House):
    set_up.write("Files")
    mia.goto("/inbox/open")
    open_conversation(mia, "Files")
    write(mia, "Two were too many.")
    chooser = mia.locator("#reply-form input[type=file]")
    chooser.set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"first"}])
    chooser.set_input_files([{"name": "b.txt", "mimeType": "text/plain", "buffer": b"second"}])
    expect(mia.locator(".chosen li")).to_have_count(2)
    mia.get_by_role("button", name="Remove a.txt").click()
    send(mia)

    expect(mia.locator(".entry.out .files")).to_have_text(re.compile(r"b\.txt\s+6 B"))
    sent = set_up.mail_with("Two were too many")
    names = [part.get_filename() for part in sent.iter_attachments()]
    assert names == ["b.txt"]


def test_the_preview_shows_markdown_as_it_is_typed(mia: Page, set_up: House):
    set_up.write("Previewed")
    mia.goto("/inbox/open")
    open_conversation(mia, "Previewed")
    write(mia, "A **bold** claim")
    mia.get_by_role("button", name="Preview").click()
    preview = mia.locator("#reply-form .preview")
    expect(preview.locator("strong")).to_have_text("bold")
    write(mia, "A *milder* claim")
    expect(preview.locator("em")).to_have_text("milder")


def test_a_customer_is_written_to_first(mia: Page, set_up: House):
    mia.goto("/inbox/open")
    mia.keyboard.press("c")
    mia.get_by_label("To", exact=True).fill("new@elsewhere.example")
    mia.get_by_label("Subject").fill("Your move to eu-west")
    mia.get_by_label("Message").fill("We are ready when you are.")
    mia.keyboard.press("Control+Enter")

    expect(mia.get_by_role("heading", level=1)).to_have_text("Your move to eu-west")
    sent = set_up.mail_with("We are ready when you are.")
    assert sent["To"] == "new@elsewhere.example"
    set_up.write(
        "Re: Your move", "So are we.", sender="new@elsewhere.example", to=str(sent["Reply-To"]), answers=sent
    )
    expect(mia.locator(".entry", has_text="So are we.")).to_be_visible()
    assert waited_for(lambda: mia.locator(".entry.out").count() or None, "our own message") == 1
