"""The spine: a mail comes in, is answered in the browser, and the answer to the answer comes back to the same place."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SUPPORT, House, open_conversation, send, write


def test_a_mail_appears_on_the_open_page_and_its_answers_thread(mia: Page, set_up: House):
    mia.goto("/inbox/open")
    expect(mia.locator("html")).to_have_attribute("data-live", "on")
    marked = mia.evaluate("window.marked = Math.random()")
    count = int(mia.locator("#list-count").inner_text())

    asked = set_up.write("Backups fail since Monday", "They fail since last night.")

    row = mia.locator(".row", has_text="Backups fail since Monday")
    expect(row).to_be_visible()
    expect(row).to_contain_text("Ada Okafor")
    expect(mia.locator("#list-count")).to_have_text(str(count + 1))
    assert mia.evaluate("window.marked") == marked, "the page was loaded again"

    open_conversation(mia, "Backups fail since Monday")
    write(mia, "Hey Ada, the disk of **backup-3** was full.")
    send(mia)
    reply = mia.locator(".entry.out", has_text="the disk of")
    expect(reply.locator("strong")).to_have_text("backup-3")
    expect(reply.get_by_role("button", name="Undo")).to_be_visible()
    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("")

    sent = set_up.mail_with("the disk of")
    expect(reply).to_contain_text("sent")
    assert sent["In-Reply-To"] == asked["Message-ID"]
    assert asked["Message-ID"] in sent["References"]
    assert sent["Subject"] == "Re: Backups fail since Monday"
    assert "ada@northwind.example" in sent["To"]
    assert SUPPORT.split("@")[0] + "+r." in sent["Reply-To"]

    set_up.write("Re: Backups fail since Monday", "It works again!", to=str(sent["Reply-To"]), answers=sent)

    answer = mia.locator(".entry", has_text="It works again!")
    expect(answer).to_be_visible()
    expect(answer).to_have_class(re.compile("fresh"))


def test_a_customer_who_writes_again_opens_what_was_closed(mia: Page, set_up: House):
    asked = set_up.write("Certificate expires soon")
    mia.goto("/inbox/open")
    open_conversation(mia, "Certificate expires soon")
    mia.get_by_role("button", name="Close").first.click()
    expect(mia.get_by_text(re.compile(r"Closed #\d+"))).to_be_visible()
    mia.goto("/inbox/closed")
    open_conversation(mia, "Certificate expires soon")
    expect(mia.get_by_role("button", name="Reopen")).to_be_visible()

    set_up.write("Re: Certificate expires soon", "It expired.", answers=asked)

    expect(mia.get_by_text("reopened it: the customer wrote again")).to_be_visible()
    expect(mia.get_by_role("button", name="Close").first).to_be_visible()
    expect(mia.get_by_role("button", name="Reopen")).to_have_count(0)
