"""What a conversation is about, spam, and merging, through the pages."""

import pytest
from django.test import Client

from frontline.inbox.categorising import add_defaults, categorise, named, propose
from frontline.inbox.merging import merge
from frontline.inbox.models import Category, Conversation
from frontline.inbox.spam import mark_spam
from frontline.people.erasing import go_on
from tests.builders.letters import received
from tests.cast import Cast

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def one(mia: Client) -> Conversation:
    add_defaults()
    return received(text="aardvark").conversation


@pytest.fixture
def lena(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


def body(response) -> str:
    return response.content.decode()


def names(conversation: Conversation) -> list[str]:
    return [c.name for c in conversation.categories.all()]


def test_without_scripts_several_categories_are_set_from_a_page(mia: Client, one: Conversation):
    page = body(mia.get(f"/conversations/{one.pk}/categories"))
    assert page.count('type="checkbox" name="category"') == 11
    bug, billing = named("Bug"), named("Billing")
    answer = mia.post(
        f"/conversations/{one.pk}/categories", {"category": [bug.pk, billing.pk], "new": ["Residency", " "]}
    )
    assert answer.status_code == 302
    assert names(one) == ["Billing", "Bug", "Residency"]
    assert named("Residency").is_proposed


def test_what_was_not_shown_as_chosen_is_not_taken_away(mia: Client, one: Conversation, cast: Cast):
    bug, billing = named("Bug"), named("Billing")
    categorise(one, add=[bug], by=cast.mia)
    categorise(one, add=[billing], by=cast.tom)  # after mia opened her dialog
    mia.post(f"/conversations/{one.pk}/categories", {"was": [bug.pk]})
    assert names(one) == ["Billing"]


def test_the_script_gets_the_parts_that_changed(mia: Client, one: Conversation):
    answer = mia.post(f"/conversations/{one.pk}/categories", {"category": named("Bug").pk}, headers=SCRIPT)
    page = body(answer)
    assert "put it into Bug" in page
    assert 'id="about"' in page
    assert page.count('class="chip"') == 2  # in the bar and in the pane
    assert "It is in Bug." in page


def test_a_retired_category_is_offered_only_where_it_stands(mia: Client, one: Conversation, cast: Cast):
    categorise(one, add=[named("Bug")], by=cast.mia)
    Category.objects.filter(name="Bug").update(is_retired=True)
    other = received().conversation
    assert "retired" in body(mia.get(f"/conversations/{one.pk}/categories", headers=SCRIPT))
    assert "Bug" not in body(mia.get(f"/conversations/{other.pk}/categories", headers=SCRIPT))
    gone = mia.post(f"/conversations/{one.pk}/categories", {"category": 10**9})
    assert gone.status_code == 422


def test_the_product_is_chosen_and_taken_away(mia: Client, one: Conversation, cast: Cast):
    assert "Postgres" in body(mia.get(f"/conversations/{one.pk}/product", headers=SCRIPT))
    mia.post(f"/conversations/{one.pk}/product", {"product": cast.product.pk})
    assert Conversation.objects.get(pk=one.pk).product == cast.product
    mia.post(f"/conversations/{one.pk}/product", {"product": ""})
    assert Conversation.objects.get(pk=one.pk).product is None


def test_spam_goes_on_to_the_next_and_can_be_undone(mia: Client, one: Conversation):
    other = received().conversation
    answer = mia.post(f"/conversations/{one.pk}/spam", {"next": other.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/conversations/{other.pk}"
    assert f'action="/conversations/{one.pk}/not-spam"' in body(answer)
    page = body(mia.get(f"/conversations/{one.pk}"))
    assert "Not spam" in page
    assert "reopening" not in page
    mia.post(f"/conversations/{one.pk}/not-spam")
    assert Conversation.objects.get(pk=one.pk).is_open


def test_search_finds_by_category_by_product_and_spam(mia: Client, one: Conversation, cast: Cast):
    categorise(one, add=[propose("Two words", by=cast.lead), named("Bug")], by=cast.mia)
    Conversation.objects.filter(pk=one.pk).update(product=cast.product)
    other = received(text="buffalo").conversation
    mark_spam(other, by=cast.mia)

    def found(words: str) -> set[int]:
        page = body(mia.get("/inbox/search", {"q": words}))
        return {c.pk for c in (one, other) if f'id="row-{c.pk}"' in page}

    assert found("category:bug") == {one.pk}
    assert found('category:"two words" product:postgres aardvark') == {one.pk}
    assert found('category:"two words" buffalo') == set()
    assert found("category:nothing") == set()
    assert found("is:spam") == found("is:spam buffalo") == {other.pk}
    assert found("is:open") == {one.pk}
    assert found("is:closed") == {other.pk}


def test_merging_leads_to_the_other_which_says_so_and_can_be_undone(mia: Client, one: Conversation):
    other = received(text="buffalo").conversation
    page = body(mia.get(f"/conversations/{one.pk}/merger"))
    assert f'name="into" value="{other.pk}"' in page
    answer = mia.post(f"/conversations/{one.pk}/merger", {"into": f"#{other.pk}"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/conversations/{other.pk}"
    assert f'action="/conversations/{one.pk}/parting"' in body(answer)
    assert "aardvark" in body(answer)
    again = mia.get(f"/conversations/{one.pk}?view=mine", follow=True)
    assert again.redirect_chain[-1][0] == f"/conversations/{other.pk}?view=mine"
    assert f"#{one.pk} was merged into this one." in body(again)
    back = mia.post(f"/conversations/{one.pk}/parting", follow=True)
    assert "stands by itself again" in body(back)
    assert mia.get(f"/conversations/{one.pk}").status_code == 200


def test_a_page_still_open_of_the_one_that_ended_says_where_it_went(
    mia: Client, one: Conversation, cast: Cast
):
    other = received().conversation
    merge(one, into=other, by=cast.mia)
    parts = body(mia.get(f"/conversations/{one.pk}/entries", headers=SCRIPT))
    assert f"merged into #{other.pk}" in parts
    refused = mia.post(f"/conversations/{one.pk}/messages", {"text": "hello"}, headers=SCRIPT)
    assert refused.status_code == 409
    assert "hello" not in body(mia.get(f"/conversations/{other.pk}"))


def test_another_customers_conversation_asks_first_who_may_see_what(mia: Client, one: Conversation):
    eves = received("eve@elsewhere.example").conversation
    answer = mia.post(f"/conversations/{one.pk}/merger", {"into": eves.pk})
    assert answer.status_code == 409
    assert "eve@elsewhere.example" in body(answer)
    assert "ada@northwind.example" in body(answer)
    assert Conversation.objects.get(pk=one.pk).merged_into is None
    mia.post(f"/conversations/{one.pk}/merger", {"into": eves.pk, "across": "on"})
    assert Conversation.objects.get(pk=one.pk).merged_into == eves


@pytest.mark.parametrize("into", ["", "nonsense", "#999999999"])
def test_a_number_that_is_none_is_refused(mia: Client, one: Conversation, into: str):
    assert mia.post(f"/conversations/{one.pk}/merger", {"into": into}).status_code in {404, 422}


def test_the_list_of_categories_is_the_leads(mia: Client, lena: Client, one: Conversation, cast: Cast):
    proposal = propose("Invoices", by=cast.mia)
    categorise(one, add=[proposal], by=cast.mia)
    assert mia.get("/categories").status_code == 403
    page = body(lena.get("/categories"))
    assert page.index("Invoices") < page.index("Billing")
    assert "by Mia Rask" in page
    lena.post(f"/categories/{proposal.pk}/agreement")
    lena.post(f"/categories/{proposal.pk}", {"name": "Bills"})
    assert lena.post(f"/categories/{proposal.pk}/removal", {"other": ""}).status_code == 404
    lena.post(f"/categories/{proposal.pk}/removal", {"other": named("Billing").pk})
    assert names(one) == ["Billing"]
    lena.post("/categories", {"name": "Security"})
    lena.post(f"/categories/{named('Security').pk}/retirement")
    assert named("Security").is_retired
    lena.post(f"/categories/{named('Security').pk}/return")
    assert not named("Security").is_retired
    assert lena.post(f"/categories/{named('Security').pk}", {"name": "Billing"}).status_code == 409


def test_a_proposal_is_turned_down_without_another(lena: Client, one: Conversation, cast: Cast):
    proposal = propose("Invoices", by=cast.mia)
    assert "Turn it down" in body(lena.get(f"/categories/{proposal.pk}"))
    lena.post(f"/categories/{proposal.pk}/removal", {"other": ""})
    assert lena.get(f"/categories/{proposal.pk}").status_code == 404


def test_a_customer_is_erased_behind_a_page_that_says_what_goes(
    mia: Client, lena: Client, one: Conversation, cast: Cast
):
    address = f"/customers/{cast.ada.pk}/erasure"
    assert mia.get(address).status_code == mia.post(address).status_code == 403
    assert address not in body(mia.get(f"/conversations/{one.pk}"))
    assert address in body(lena.get(f"/conversations/{one.pk}"))
    page = body(lena.get(address))
    assert "ada@northwind.example" in page
    assert "cannot be undone" in page
    assert lena.post(address, {"why": "They asked for it"}).status_code == 422
    assert lena.post(address, {"why": "Because", "sure": "on"}).status_code == 422
    cast.ada.refresh_from_db()
    assert cast.ada.erased_at is None
    after = body(lena.post(address, {"why": "They asked for it", "sure": "on"}, follow=True))
    assert "Being erased" in after
    go_on(cast.ada.erasure.pk)
    assert "It was done" in body(lena.get(address))
    page = body(lena.get(f"/conversations/{one.pk}"))
    assert "who they were and what was written is gone" in page
    assert "Ada" not in page
    assert lena.get("/customers/999999999/erasure").status_code == 404
