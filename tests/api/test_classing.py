"""What conversations are about, spam, and mergers, over REST."""

import pytest

from frontline.inbox.categorising import add_defaults
from frontline.inbox.models import Conversation
from tests.api.test_conversations import PATH, Caller
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def mia(cast: Cast) -> Caller:
    add_defaults()
    return Caller(cast.mia)


@pytest.fixture
def one(mia: Caller) -> Conversation:
    return received().conversation


def test_categories_are_read_and_set_as_a_whole(mia: Caller, one: Conversation):
    found = mia("PUT", f"{PATH}/{one.pk}/categories", {"names": ["bug", "Billing"]})
    assert found["categories"] == ["Billing", "Bug"]
    found = mia("PUT", f"{PATH}/{one.pk}/categories", {"names": ["Bug", "Residency"]})
    assert found["categories"] == ["Bug", "Residency"]
    assert mia("GET", f"{PATH}/{one.pk}")["categories"] == ["Bug", "Residency"]
    assert mia("GET", PATH)["items"][0]["categories"] == ["Bug", "Residency"]
    assert [c["number"] for c in mia("GET", f"{PATH}?search=category:bug")["items"]] == [one.pk]
    listed = mia("GET", "/api/v1/categories")["items"]
    assert {"name": "Residency", "proposed": True, "retired": False} in listed
    assert mia("PUT", f"{PATH}/{one.pk}/categories", {"names": []})["categories"] == []
    mia("PUT", f"{PATH}/{one.pk}/categories", {"names": [""]}, status=422)


def test_the_product_is_set_by_its_name(mia: Caller, one: Conversation):
    assert mia("PUT", f"{PATH}/{one.pk}/product", {"name": "postgres"})["product"] == "Postgres"
    mia("PUT", f"{PATH}/{one.pk}/product", {"name": "nothing"}, status=422)
    assert mia("PUT", f"{PATH}/{one.pk}/product", {"name": None})["product"] is None


def test_spam_and_back(mia: Caller, one: Conversation):
    found = mia("POST", f"{PATH}/{one.pk}/spam")
    assert (found["spam"], found["status"]) == (True, "closed")
    found = mia("DELETE", f"{PATH}/{one.pk}/spam")
    assert (found["spam"], found["status"]) == (False, "open")


def test_merging_and_back(mia: Caller, one: Conversation):
    other = received().conversation
    eves = received("eve@elsewhere.example").conversation
    refused = mia("POST", f"{PATH}/{one.pk}/merger", {"into": eves.pk}, status=409)
    assert refused["error"]["code"] == "other_customer"
    assert mia("POST", f"{PATH}/{one.pk}/merger", {"into": other.pk})["number"] == other.pk
    assert mia("GET", f"{PATH}/{one.pk}")["merged_into"] == other.pk
    refused = mia("POST", f"{PATH}/{one.pk}/messages", {"text": "hello"}, status=409)
    assert refused["error"]["code"] == "merged_away"
    assert mia("DELETE", f"{PATH}/{one.pk}/merger")["merged_into"] is None
    mia("DELETE", f"{PATH}/{one.pk}/merger", status=422)
    mia("POST", f"{PATH}/{one.pk}/merger", {"into": 10**15}, status=404)
