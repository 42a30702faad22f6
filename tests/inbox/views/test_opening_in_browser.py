"""From conversation to conversation: the list stays, and what stands beside it is another's in every part."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from frontline.inbox.categorising import add_defaults
from frontline.inbox.merging import merge
from frontline.inbox.models import Conversation
from tests.builders.letters import Letters, received
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


@pytest.fixture
def two(cast: Cast, letters: Letters) -> tuple[Conversation, Conversation]:
    """Of two customers, both in the list."""
    add_defaults()
    first = received("ada@northwind.example", subject="Backups fail", text="Since last night.").conversation
    second = received("bo@brightline.example", subject="Mail is late", text="By an hour.").conversation
    return first, second


@pytest.fixture
def page(two: tuple[Conversation, Conversation], cast: Cast, visit: Visit) -> Page:
    """The first one's page; `window.marked` says that it is still the same document."""
    page = visit(f"/conversations/{two[0].pk}", as_=cast.mia)
    expect(page.locator("#rows .row")).to_have_count(2)
    expect(page.locator("#assign .finds")).to_have_js_property("hidden", False)  # the scripts have begun
    page.evaluate("window.marked = true")
    return page


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def shows(page: Page, one: Conversation) -> None:
    expect(page.locator("#line h1")).to_have_text(one.subject)
    expect(page).to_have_title(re.compile(rf"{one.subject} · #{one.pk}$"))
    expect(page).to_have_url(re.compile(rf"/conversations/{one.pk}$"))
    expect(page.locator(".row[aria-current]")).to_have_id(f"row-{one.pk}")
    expect(page.locator("#entries")).to_have_attribute("data-live", f"conversation:{one.pk} queue")
    expect(page.locator("#reply-form")).to_have_attribute("action", f"/conversations/{one.pk}/messages")
    expect(page.locator("#rows")).to_have_attribute("hx-get", re.compile(rf"current={one.pk}\b"))


def test_only_the_conversation_is_fetched_and_the_way_back_leads_back(page: Page, two):
    first, second = two
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator(f"#row-{second.pk}").click()
    shows(page, second)
    expect(page.locator("aside.side")).to_contain_text("bo@brightline.example")
    expect(page.locator(".entry")).to_contain_text("By an hour.")
    pages = [url for url in asked if re.search(r"/(conversations|inbox|places)", url)]
    assert [url.rpartition("/")[2] for url in pages] == [str(second.pk)]

    page.go_back()
    shows(page, first)
    expect(page.locator("aside.side")).to_contain_text("ada@northwind.example")
    page.go_forward()
    shows(page, second)
    assert is_same_document(page)


def test_by_keyboard_alone_and_every_key_is_of_the_new_one(page: Page, two):
    _, second = two
    page.locator(f"#row-{second.pk}").focus()
    page.keyboard.press("Enter")
    shows(page, second)

    page.keyboard.press("l")
    expect(page.locator("#categories input[type=checkbox]")).to_have_count(11)
    page.keyboard.type("bil")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#about .chip")).to_have_text(["Billing"])
    page.keyboard.press("a")
    page.keyboard.type("mia")
    page.keyboard.press("Enter")
    expect(page.locator("#assign")).to_be_hidden()
    expect(page.locator("#assign-button")).to_contain_text("You")

    assert is_same_document(page)
    assert Conversation.objects.get(assignee__isnull=False) == second
    assert list(Conversation.objects.filter(categories__name="Billing")) == [second]


def test_a_reply_goes_to_the_one_on_screen_and_drafts_stay_with_theirs(page: Page, two):
    first, second = two
    page.keyboard.press("r")
    page.keyboard.type("Half a thought about backups")
    page.locator(f"#row-{second.pk}").click()
    shows(page, second)
    box = page.get_by_role("textbox", name="Reply")
    expect(box).to_have_value("")
    box.fill("Your mail is on its way.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".entry.out")).to_contain_text("on its way")

    page.locator(f"#row-{first.pk}").click()
    shows(page, first)
    expect(box).to_have_value("Half a thought about backups")
    expect(page.locator(".entry.out")).to_have_count(0)
    assert is_same_document(page)
    assert second.messages.filter(direction="out").count() == 1


def test_what_happens_in_the_new_one_is_shown(page: Page, two):
    _, second = two
    page.locator(f"#row-{second.pk}").click()
    shows(page, second)
    second.messages.update(text="By two hours.")
    page.evaluate(
        """async () => {
          const main = document.querySelector("script[src$='ui/js/main.js']").src;
          const { refetch } = await import(main.replace("main.js", "live.js"));
          refetch(document.getElementById("entries"));
          refetch(document.getElementById("rows"));
        }"""
    )
    expect(page.locator(".entry")).to_contain_text("By two hours.")
    expect(page.locator(".row[aria-current]")).to_have_id(f"row-{second.pk}")
    shows(page, second)


def test_what_comes_late_for_the_old_one_is_not_put_into_the_new_one(page: Page, two):
    first, second = two
    held = []
    page.route(f"**/conversations/{first.pk}/entries", lambda route: held.append(route))  # noqa: PLW0108  (playwright marks what it is given)
    page.evaluate(
        "(address) => void htmx.ajax('GET', address, { source: '#entries' })",
        f"/conversations/{first.pk}/entries",
    )
    page.locator(f"#row-{second.pk}").click()
    shows(page, second)
    assert len(held) == 1
    with page.expect_response(f"**/conversations/{first.pk}/entries") as late:
        held[0].continue_()
    late.value.finished()
    expect(page.locator("#bar")).to_contain_text(f"#{second.pk}")
    expect(page.locator(".entry")).to_contain_text("By an hour.")
    shows(page, second)


def test_one_that_went_on_elsewhere_comes_as_a_whole_page(page: Page, two, cast: Cast):
    first, second = two
    merge(second, into=first, by=cast.tom, across_customers=True)
    page.locator(f"#row-{second.pk}").click()
    expect(page.get_by_text(f"#{second.pk} was merged into this one.")).to_have_count(1)
    expect(page).to_have_url(re.compile(rf"/conversations/{first.pk}$"))
    assert not is_same_document(page)
