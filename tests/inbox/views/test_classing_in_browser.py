"""Categories, spam and merging by keys alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from frontline.inbox.categorising import add_defaults, categorise, named
from frontline.inbox.models import Conversation
from tests.builders.letters import Letters, received
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Visit = Callable[..., Page]


def test_categories_are_chosen_by_typing_several_at_once(cast: Cast, letters: Letters, visit: Visit):
    add_defaults()
    one = received().conversation
    categorise(one, add=[named("Performance")], by=cast.tom)
    page = visit(f"/conversations/{one.pk}", as_=cast.mia)
    page.keyboard.press("l")
    dialog = page.locator("#categories")
    expect(dialog.locator("input[type=checkbox]")).to_have_count(11)
    for typed in ("bil", "perf", "upgr"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.type("Data residency")
    expect(dialog.locator(".new-name")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#about .chip")).to_have_text(["Billing", "Data residency", "Deployments/Upgrading"])
    expect(page.locator("#categories-button .chip")).to_have_count(2)
    assert named("Data residency").is_proposed


def test_arrows_and_space_choose_too_and_escape_changes_nothing(cast: Cast, letters: Letters, visit: Visit):
    add_defaults()
    one = received().conversation
    page = visit(f"/conversations/{one.pk}", as_=cast.mia)
    page.keyboard.press("l")
    expect(page.locator("#categories input[type=checkbox]")).to_have_count(11)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("#categories")).to_be_hidden()
    page.keyboard.press("l")
    expect(page.locator("#categories input[type=checkbox]:not(:checked)")).to_have_count(11)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#about .chip")).to_have_text(["Billing"])


def test_the_product_is_chosen_by_typing(cast: Cast, letters: Letters, visit: Visit):
    one = received().conversation
    page = visit(f"/conversations/{one.pk}", as_=cast.mia)
    page.keyboard.press("p")
    expect(page.locator("#product button.menu-item")).to_have_count(2)
    page.keyboard.type("post")
    page.keyboard.press("Enter")
    expect(page.locator("#about")).to_contain_text("Postgres")


def test_a_mark_of_spam_is_a_letter_in_a_field_and_undone_from_the_toast(
    cast: Cast, letters: Letters, visit: Visit
):
    one = received().conversation
    page = visit(f"/conversations/{one.pk}", as_=cast.mia)
    page.keyboard.press("r")
    page.keyboard.type("Hi!")
    expect(page.locator("#reply-form textarea")).to_have_value("Hi!")
    page.keyboard.press("Escape")
    page.keyboard.press("!")
    toast = page.locator(".toast").filter(has_text="is spam")
    expect(toast).to_be_visible()
    assert Conversation.objects.get(pk=one.pk).is_spam
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator("#close-button")).to_be_visible()
    assert not Conversation.objects.get(pk=one.pk).is_spam


def test_merging_by_number_and_back(cast: Cast, letters: Letters, visit: Visit):
    one, other = received(text="aardvark").conversation, received().conversation
    page = visit(f"/conversations/{one.pk}", as_=cast.mia)
    page.keyboard.press("m")
    expect(page.locator("#merger .finds")).to_be_focused()
    page.keyboard.type(f"#{other.pk}")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/conversations/{other.pk}$"))
    expect(page.locator("#entries")).to_contain_text("aardvark")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast").filter(has_text="stands by itself")).to_be_visible()
    assert Conversation.objects.get(pk=one.pk).merged_into is None
