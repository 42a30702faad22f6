"""Leads look after tiers at /tiers."""

import re

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers import settling
from frontline.tiers.knowing import current_rules
from frontline.tiers.models import Account, Pin, RuleSet, Sync
from frontline.tiers.rules import DEFAULTS
from frontline.tiers.ruling import RulesChanged, save_rules
from frontline.tiers.uploading import upload

NEW = {"tier": "priority", "domains": "elsewhere.example"}


@pytest.fixture
def lena(client, cast):
    """The lead's browser."""
    client.force_login(cast.lead)
    return client


@pytest.fixture
def known(cast):
    """Both companies have a subscription, and the tiers that follow."""
    content = b"domain,plan,monthly_amount,currency\nnorthwind.example,scale,420,EUR\nelsewhere.example,starter,9,EUR\n"
    upload(content, by=cast.lead)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response):
    page = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]
        for name in ("of", "previewed")
        if f'name="{name}"' in page
    }


def tiers():
    return dict(Company.objects.values_list("domain", "tier"))


@pytest.mark.parametrize(
    "address",
    ["/tiers", "/tiers/rules/new", "/tiers/rules/0", "/tiers/companies", "/tiers/facts", "/tiers/unmatched"],
)
def test_only_leads_see_tiers(client, cast, address):
    client.force_login(cast.mia)
    assert client.get(address).status_code == 403
    assert client.post(address).status_code in {403, 405}


def test_the_page_says_the_rules_in_words_and_counts_companies(lena, known):
    page = text(lena.get("/tiers"))
    for words in ("Plan is Scale or Enterprise", "Pays 1,000 or more a month", "Everyone else", "1 Priority"):
        assert words in page
    assert "Elsewhere Community → Subscriber CSV: plan starter, 9 EUR a month by Lena Berg" in page


def test_a_rule_shows_who_would_move_before_it_is_saved(lena, known):
    shown = lena.post("/tiers/rules/new", NEW)

    assert "Who would move" not in text(lena.get("/tiers/rules/new"))
    assert "1 of 2 companies: 1 from Subscriber to Priority" in text(shown)
    assert "Elsewhere Subscriber → Priority Its domain is elsewhere.example" in text(shown)
    assert not RuleSet.objects.exists()
    saved = lena.post("/tiers/rules/new", NEW | hidden(shown) | {"save": "1"})
    assert saved.status_code == 302
    assert current_rules()[3].domains == ("elsewhere.example",)
    assert tiers()["elsewhere.example"] == "subscriber"
    assert ProcrastinateJob.objects.filter(task_name="tiers.settle").exists()
    settling.settle_all()
    assert tiers()["elsewhere.example"] == "priority"
    kinds = Event.objects.filter(subject_kind="workspace").values_list("kind", flat=True)
    assert list(kinds).count("workspace.tier_rules_changed") == 1


def test_a_rule_is_moved_up_after_it_was_shown_who_moves(lena, known):
    shown = lena.get("/tiers/rules/3/raising")
    assert "all 2 companies stay" in text(shown)
    lena.post("/tiers/rules/3/raising", hidden(shown))
    assert [rule.tier for rule in current_rules()] == ["priority", "priority", "subscriber", "priority"]


def test_a_rule_that_excludes_goes_to_the_top(lena, known):
    own = {"tier": "community", "domains": "northwind.example"}
    shown = lena.post("/tiers/rules/new", own)
    assert "1 from Priority to Community" in text(shown)
    lena.post("/tiers/rules/new", own | hidden(shown) | {"save": "1"})
    assert current_rules()[0].tier == "community"


def test_what_was_not_shown_is_shown_and_not_saved(lena, known):
    shown = lena.post("/tiers/rules/new", NEW)
    other = lena.post(
        "/tiers/rules/new", NEW | {"domains": "northwind.example"} | hidden(shown) | {"save": "1"}
    )
    assert "Who would move" in text(other)
    lena.post("/tiers/rules/0/removal", {"of": "0"})
    assert not RuleSet.objects.exists()


def test_two_leads_do_not_overwrite_each_other(lena, cast, known):
    first = lena.get("/tiers/rules/0/removal")
    second = lena.get("/tiers/rules/3/removal")
    lena.post("/tiers/rules/0/removal", hidden(first))
    said = lena.post("/tiers/rules/2/removal", hidden(second) | {"of": "0"})
    assert said.status_code == 200  # what it would do now is another thing, and is shown first
    assert RuleSet.objects.count() == 1
    with pytest.raises(RulesChanged):
        save_rules(DEFAULTS, of=0, by=cast.lead)
    assert len(current_rules()) == len(DEFAULTS) - 1


def test_removing_says_who_loses_and_the_defaults_come_back(lena, known):
    shown = lena.get("/tiers/rules/0/removal")
    assert "1 from Priority to Subscriber" in text(shown)
    lena.post("/tiers/rules/0/removal", hidden(shown))
    assert len(current_rules()) == 3
    shown = lena.get("/tiers/rules/defaults")
    lena.post("/tiers/rules/defaults", hidden(shown))
    assert current_rules() == DEFAULTS


def test_a_rule_is_changed_in_its_place(lena, known):
    page = lena.get("/tiers/rules/0").content.decode()
    assert 'value="Scale, Enterprise"' in page
    changed = {"tier": "priority", "plans": "Starter,  Scale ,starter"}
    shown = lena.post("/tiers/rules/0", changed)
    lena.post("/tiers/rules/0", changed | hidden(shown) | {"save": "1"})
    assert current_rules()[0].plans == ("Starter", "Scale", "starter")
    assert lena.get("/tiers/rules/9").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "at least one condition"),
        ({"currency": "EUR"}, "at least one condition"),
        ({"domains": "gmail.com"}, "gmail.com is not a company"),
        ({"plans": "!!"}, "needs a letter"),
        ({"at_least": "-1"}, "greater than or equal to 0"),
        ({"at_least": "5", "currency": "E1R"}, "three letters"),
        ({"plans": ",".join(map(str, range(21)))}, "20 are the most"),
        ({"tier": "gold", "is_paying": "on"}, "not one of the available choices"),
    ],
)
def test_wrong_rules_are_told_what_is_wrong(lena, cast, wrong, said):
    answer = lena.post("/tiers/rules/new", {"tier": "priority"} | wrong)
    assert answer.status_code == 422
    assert said in text(answer)


def test_by_hand_holds_until_its_day(lena, known):
    company = Company.objects.get(domain="elsewhere.example")
    until = clock.now().date().isoformat()
    lena.post(f"/tiers/companies/{company.pk}/pin", {"tier": "priority", "until_on": until, "why": "launch"})
    assert tiers()["elsewhere.example"] == "priority"
    assert f"Set by Lena Berg until {until}: launch" in text(lena.get(f"/tiers/companies/{company.pk}"))
    by_hand = text(lena.get("/tiers/companies?tier=hand"))
    assert "elsewhere.example" in by_hand
    assert "northwind.example" not in by_hand

    lena.post(f"/tiers/companies/{company.pk}/pin/removal")
    assert tiers()["elsewhere.example"] == "subscriber"
    assert not Pin.objects.exists()
    whys = Event.objects.filter(kind="company.tier_changed", subject_id=company.pk).order_by("id")
    assert [event.data["to"] for event in whys] == ["subscriber", "priority", "subscriber"]


@pytest.mark.parametrize("until", ["2001-01-01", "2999-01-01", "soon", ""])
def test_by_hand_is_for_a_year_at_most(lena, known, until):
    company = Company.objects.get(domain="elsewhere.example")
    answer = lena.post(
        f"/tiers/companies/{company.pk}/pin", {"tier": "priority", "until_on": until, "why": "x"}
    )
    assert answer.status_code == 422
    assert not Pin.objects.exists()


def test_companies_are_found_by_name_domain_and_tier(lena, known):
    assert "northwind.example" in text(lena.get("/tiers/companies?search=NORTH"))
    assert "northwind.example" not in text(lena.get("/tiers/companies?search=else"))
    assert "elsewhere.example" in text(lena.get("/tiers/companies?tier=subscriber"))
    assert "No company is like that" in text(lena.get("/tiers/companies?search=zzz"))


def test_the_list_of_companies_costs_the_same_however_many_there_are(
    lena, known, django_assert_max_num_queries
):
    for number in range(3):
        Company.objects.bulk_create(
            Company(name=f"C{number}-{n}", domain=f"c{number}-{n}.example") for n in range(40)
        )
        with django_assert_max_num_queries(12):
            page = lena.get("/tiers/companies")
    assert "before=" in page.content.decode()


def test_a_file_is_uploaded_or_told_what_is_wrong(lena, cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert "domain,name,plan,monthly_amount" in text(lena.get("/tiers/facts"))
    good = SimpleUploadedFile("facts.csv", b"domain,plan\nelsewhere.example,scale\n")
    assert lena.post("/tiers/facts", {"file": good}).status_code == 302
    assert tiers()["elsewhere.example"] == "priority"
    bad = SimpleUploadedFile("facts.csv", b"domain,plan\ngmail.com,scale\n")
    answer = lena.post("/tiers/facts", {"file": bad})
    assert answer.status_code == 422
    assert "line 2: gmail.com" in text(answer)


def test_who_is_unmatched_is_listed_and_matched_by_hand_for_good(lena, stripe_api, cast, whole_pass):
    stripe_api.customer("cus_new", email="boss@gmail.com", name="Newcomer")
    stripe_api.subscription("sub_1", "cus_new", plan="scale")
    whole_pass("stripe")
    assert "1 account has a subscription or a deal, and no company here" in text(lena.get("/tiers"))
    assert "Newcomer" in text(lena.get("/tiers/unmatched"))

    account = Account.objects.get()
    assert lena.post(f"/tiers/unmatched/{account.pk}/match", {"domain": "gmail.com"}).status_code == 422
    lena.post(f"/tiers/unmatched/{account.pk}/match", {"domain": "newcomer.example"})

    assert tiers()["newcomer.example"] == "priority"
    stripe_api.customer("cus_new", email="other@gmail.com", name="Newcomer")
    whole_pass("stripe")
    assert Account.objects.get().company.domain == "newcomer.example"
    assert "Every account has its company" in text(lena.get("/tiers/unmatched"))


def test_the_state_of_each_source_is_shown_and_a_pass_is_begun_by_hand(lena, stripe_api, cast, settings):
    assert "Set FRONTLINE_HUBSPOT_TOKEN and restart" in text(lena.get("/tiers"))
    settings.STRIPE_KEY = "rk_test_revoked0000"
    from frontline.tiers import syncing

    syncing.begin("stripe")
    syncing.go_on("stripe")
    page = text(lena.get("/tiers"))
    assert "Stripe refuses our key" in page
    assert lena.post("/tiers/sources/hubspot/pass").status_code == 404
    lena.post("/tiers/sources/stripe/pass")
    assert not Sync.objects.get().is_refused
    assert ProcrastinateJob.objects.filter(task_name="tiers.sync").count() == 1
