"""Companies over REST, through HTTP, with a real token."""

import pytest

from frontline.events.models import Event
from frontline.people.models import Company
from tests.api.test_conversations import Caller

PATH = "/api/v1/companies"
SCALE = {"plan": "scale", "monthly_amount": "420", "currency": "eur", "since": "2026-03-01"}


@pytest.fixture
def lena(cast):
    return Caller(cast.lead)


@pytest.fixture
def mia(cast):
    return Caller(cast.mia)


@pytest.fixture
def elsewhere(cast):
    return Company.objects.get(domain="elsewhere.example")


@pytest.mark.parametrize("key", ["domain", "id"])
def test_facts_make_the_tier_and_say_why(lena, cast, elsewhere, key):
    address = elsewhere.domain if key == "domain" else elsewhere.pk

    shown = lena("PUT", f"{PATH}/{address}/facts", {"subscriptions": [SCALE]})

    assert (shown["tier"], shown["because"]) == (
        "priority",
        "API: plan scale since 2026-03-01, 420 EUR a month",
    )
    assert shown["subscriptions"] == [
        {
            "source": "api",
            "plan": "scale",
            "monthly_amount": "420",
            "currency": "EUR",
            "since": "2026-03-01",
            "trial": False,
        }
    ]
    event = Event.objects.get(kind="company.tier_changed")
    assert (event.actor_id, event.data) == (cast.lead.pk, {"from": "community", "to": "priority"})


def test_the_same_again_changes_nothing_and_less_takes_away(lena, elsewhere):
    facts = {"subscriptions": [SCALE], "deals": [{"name": "More seats", "stage": "Contract sent"}]}
    lena("PUT", f"{PATH}/elsewhere.example/facts", facts)
    before = Event.objects.count()
    lena("PUT", f"{PATH}/elsewhere.example/facts", facts)
    assert Event.objects.count() == before

    shown = lena("PUT", f"{PATH}/elsewhere.example/facts", {"deals": facts["deals"]})
    assert (shown["tier"], shown["subscriptions"], len(shown["deals"])) == ("community", [], 1)
    assert lena("PUT", f"{PATH}/elsewhere.example/facts", {})["deals"] == []


def test_an_unknown_domain_makes_a_company_of_the_customers_who_write_from_there(lena, cast):
    cast.eve.company = None
    cast.eve.save()
    cast.eve.addresses.create(value="eve@newcomer.example")

    shown = lena("PUT", f"{PATH}/Newcomer.example/facts", {"name": "Newcomer Ltd", "subscriptions": [SCALE]})

    assert (shown["name"], shown["domain"]) == ("Newcomer Ltd", "newcomer.example")
    cast.eve.refresh_from_db()
    assert cast.eve.company_id == shown["id"]


def test_only_leads_tell_facts_and_everybody_reads_them(mia, elsewhere):
    assert mia("PUT", f"{PATH}/elsewhere.example/facts", {}, status=403)["error"]["code"] == "for_leads"
    shown = mia("GET", f"{PATH}/elsewhere.example")
    assert (shown["tier"], shown["because"]) == (
        "community",
        "No rule fits: no subscription and no deal is known",
    )


def test_what_is_not_there_is_not_found_and_nobodys_domain_is_refused(lena, cast):
    lena("GET", f"{PATH}/999999", status=404)
    lena("GET", f"{PATH}/nowhere.example", status=404)
    lena("PUT", f"{PATH}/999999/facts", {}, status=404)
    assert "gmail.com" in lena("PUT", f"{PATH}/gmail.com/facts", {}, status=422)["error"]["message"]
    assert Company.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"monthly_amount": "-1"},
        {"monthly_amount": "NaN"},
        {"monthly_amount": "1e30"},
        {"currency": "EURO"},
        {"since": "1 March"},
        {"plan": "x" * 256},
    ],
)
def test_wrong_facts_are_refused(lena, elsewhere, wrong):
    lena("PUT", f"{PATH}/elsewhere.example/facts", {"subscriptions": [SCALE | wrong]}, status=422)
    assert not Event.objects.filter(subject_kind="company").exists()


def test_the_list_is_paged_and_narrowed_by_tier(lena, cast):
    Company.objects.bulk_create(Company(name=f"C{n}", domain=f"c{n}.example") for n in range(5))
    seen, cursor = [], ""
    while cursor is not None:
        page = lena("GET", f"{PATH}?limit=3&cursor={cursor}")
        seen += [each["name"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["C4", "C3", "C2", "C1", "C0", "Elsewhere", "Northwind"]
    assert [c["name"] for c in lena("GET", f"{PATH}?tier=priority")["items"]] == ["Northwind"]
    lena("GET", f"{PATH}?cursor=x", status=422)
