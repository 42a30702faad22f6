"""Stripe's customers and subscriptions, read page by page."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from frontline.events.models import Event
from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers import keeping, syncing
from frontline.tiers.models import Account, Agreement, Sync
from tests.peers.stripe_api import broken, too_many


def tier(company):
    return Company.objects.get(pk=company.pk).tier


def changes(company):
    return [
        (event.data["from"], event.data["to"], event.why, event.actor_label)
        for event in Event.objects.filter(kind="company.tier_changed", subject_id=company.pk).order_by("id")
    ]


def test_a_plan_at_stripe_makes_the_tier_and_the_event_says_why(stripe_api, elsewhere, whole_pass):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example", name="Elsewhere Ltd")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")

    state = whole_pass("stripe")

    assert changes(elsewhere) == [
        ("community", "priority", "Stripe: plan scale since 2026-03-01, 420 EUR a month", "Stripe")
    ]
    assert tier(elsewhere) == "priority"
    assert (state.runs, state.error) == (False, "")
    assert state.succeeded_at is not None


def test_a_second_pass_changes_nothing(stripe_api, elsewhere, northwind, whole_pass):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    whole_pass("stripe")
    before = (Event.objects.count(), Account.objects.count(), Agreement.objects.count())

    whole_pass("stripe")

    assert (Event.objects.count(), Account.objects.count(), Agreement.objects.count()) == before


def test_what_ended_at_stripe_takes_the_tier_back(stripe_api, elsewhere, whole_pass):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    whole_pass("stripe")

    stripe_api.objects["subscriptions"]["sub_1"]["status"] = "canceled"
    whole_pass("stripe")

    assert tier(elsewhere) == "community"
    assert not Agreement.objects.exists()
    del stripe_api.objects["customers"]["cus_eve"]
    whole_pass("stripe")
    assert not Account.objects.exists()


def test_all_pages_are_read_a_hundred_at_a_time(stripe_api, cast, whole_pass):
    for number in range(250):
        stripe_api.customer(f"cus_{number}", email=f"it@firm{number}.example")
        stripe_api.subscription(f"sub_{number}", f"cus_{number}", plan="starter")
    Company.objects.bulk_create(Company(name=f"Firm {n}", domain=f"firm{n}.example") for n in range(250))

    whole_pass("stripe")

    assert Company.objects.filter(tier="subscriber").count() == 250
    assert [path.partition("?")[0] for path in stripe_api.paths] == ["/v1/customers"] * 3 + [
        "/v1/subscriptions"
    ] * 3
    assert all("limit=100" in path for path in stripe_api.paths)


def test_a_customer_with_another_domain_is_known_by_their_address(stripe_api, cast, elsewhere, whole_pass):
    cast.eve.addresses.create(value="eve.marsh@gmail.com")
    stripe_api.customer("cus_eve", email="Eve.Marsh@gmail.com")
    stripe_api.subscription("sub_1", "cus_eve", plan="starter")

    whole_pass("stripe")

    assert tier(elsewhere) == "subscriber"
    assert Account.objects.get().match == "address"


def test_who_cant_be_matched_is_kept_without_a_company_and_matched_once_there_is_one(
    stripe_api, cast, whole_pass
):
    stripe_api.customer("cus_new", email="ceo@newcomer.example")
    stripe_api.subscription("sub_1", "cus_new", plan="starter")
    whole_pass("stripe")
    assert Account.objects.get().company is None

    newcomer = Company.objects.create(name="Newcomer", domain="newcomer.example")
    whole_pass("stripe")
    assert tier(newcomer) == "subscriber"


def test_a_pass_that_dies_halfway_goes_on_where_it_was(stripe_api, elsewhere, monkeypatch):
    for number in range(5):
        stripe_api.customer(f"cus_{number}", email=f"it{number}@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_3", plan="scale")
    stripe_api.most_on_a_page = 2
    keep, pages = keeping.keep_accounts, []

    def die_on_the_second_page(*args, **kwargs):
        pages.append(args)
        if len(pages) == 2:
            raise SystemExit
        return keep(*args, **kwargs)

    monkeypatch.setattr(syncing, "keep_accounts", die_on_the_second_page)
    syncing.begin("stripe")
    with pytest.raises(SystemExit):
        syncing.go_on("stripe")
    assert Account.objects.count() == 2
    assert Sync.objects.get().cursor == "cus_3"

    assert syncing.go_on("stripe", within=600) is None
    assert Account.objects.count() == 5
    assert tier(elsewhere) == "priority"
    asked = [path for path in stripe_api.paths if path.startswith("/v1/customers")]
    assert [path.partition("starting_after=")[2] for path in asked] == ["", "cus_3", "cus_3", "cus_1"]


def test_a_page_that_two_workers_read_is_written_by_one(stripe_api, elsewhere):
    """A worker that was taken for dead still reads; another has gone on in the meantime."""
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    syncing.begin("stripe")
    slow, reader = Sync.objects.get(), syncing.reader("stripe")
    page, asked_at = reader.page("customers", ""), clock.now()
    syncing.go_on("stripe", within=0)
    Account.objects.all().delete()

    syncing._keep(slow, reader, page, asked_at)

    assert not Account.objects.exists()
    assert Sync.objects.get().phase == "subscriptions"


def test_time_that_ran_out_means_now_again(stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    syncing.begin("stripe")
    steps = 0
    while syncing.go_on("stripe", within=0) is not None:
        steps += 1
        assert steps < 20
    assert Sync.objects.get().succeeded_at is not None
    assert steps == 4  # customers, subscriptions, matching, deciding; then there is nothing left


def test_too_many_requests_are_not_made_before_stripe_lets_us(stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.before_answering = lambda path: too_many("90")
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as time:
        syncing.begin("stripe")
        assert syncing.go_on("stripe") == clock.now() + timedelta(seconds=90)
        asked = len(stripe_api.paths)
        time.shift(89)
        assert syncing.go_on("stripe") == clock.now() + timedelta(seconds=1)
        assert syncing.due() == []
        assert len(stripe_api.paths) == asked
        stripe_api.before_answering = lambda path: None
        time.shift(1)
        assert syncing.due() == ["stripe"]
        assert syncing.go_on("stripe", within=600) is None
    assert Sync.objects.get().failing_since_at is None


def test_a_refused_key_stops_until_a_day_has_passed_or_somebody_says_again(stripe_api, cast, settings):
    settings.STRIPE_KEY = "rk_test_revoked0000"
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as time:
        assert syncing.due() == ["stripe"]
        assert syncing.go_on("stripe") is None
        state = Sync.objects.get()
        assert state.is_refused
        assert state.error.startswith("Stripe refuses our key: Invalid API Key provided")
        assert "FRONTLINE_STRIPE_KEY" in state.error
        assert "rk_test_revoked0000" not in state.error
        asked = len(stripe_api.paths)
        time.shift(3600)
        assert syncing.due() == []
        assert syncing.go_on("stripe") is None
        assert len(stripe_api.paths) == asked
        time.shift(24 * 3600)
        assert syncing.due() == ["stripe"]
        syncing.go_on("stripe")
        assert len(stripe_api.paths) == asked + 1
    assert Event.objects.filter(kind="workspace.tier_source_failed").count() == 1


def test_trouble_at_stripe_is_said_and_it_goes_on_later(stripe_api, cast, whole_pass):
    stripe_api.before_answering = lambda path: broken()
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as time:
        syncing.begin("stripe")
        assert syncing.go_on("stripe") == clock.now() + timedelta(minutes=5)
        assert Sync.objects.get().error == "Stripe answers with an error (500)."
        stripe_api.before_answering = lambda path: None
        time.shift(300)
        assert syncing.go_on("stripe", within=600) is None
    assert (Sync.objects.get().error, Sync.objects.get().failing_since_at) == ("", None)
    kinds = list(Event.objects.filter(subject_kind="workspace").order_by("id").values_list("kind", flat=True))
    assert kinds == ["workspace.tier_source_failed", "workspace.tier_source_works_again"]


def test_a_cursor_that_stripe_no_longer_has_begins_the_pass_again(stripe_api, elsewhere):
    for number in range(3):
        stripe_api.customer(f"cus_{number}", email=f"it{number}@elsewhere.example")
    stripe_api.most_on_a_page = 1
    syncing.begin("stripe")
    syncing.go_on("stripe", within=0)
    del stripe_api.objects["customers"][Sync.objects.get().cursor]
    assert syncing.go_on("stripe", within=600) is None
    assert sorted(Account.objects.values_list("external_id", flat=True)) == ["cus_0", "cus_1"]


@pytest.mark.parametrize(
    ("said", "monthly"),
    [
        ({"amount": 42000}, "420.00"),
        ({"amount": 120000, "interval": "year"}, "100.00"),
        ({"amount": 30000, "every": 3}, "100.00"),
        ({"amount": 1000, "interval": "week"}, "43.33"),
        ({"amount": 5000, "currency": "jpy"}, "5000.00"),
        ({"amount": 5000, "currency": "kwd"}, "5.00"),
        ({"amount": 1900, "quantity": 12}, "228.00"),
        ({"amount": 0}, "0.00"),
        ({"amount": None}, None),
        ({"amount": 5, "usage": "metered", "quantity": None}, None),
    ],
)
def test_what_a_subscription_costs_a_month(stripe_api, elsewhere, whole_pass, said, monthly):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="starter", **said)
    whole_pass("stripe")
    assert Agreement.objects.get().monthly == (Decimal(monthly) if monthly else None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("active", "subscriber"),
        ("past_due", "subscriber"),
        ("trialing", "community"),
        ("canceled", "community"),
        ("unpaid", "community"),
        ("incomplete", "community"),
        ("paused", "community"),
    ],
)
def test_who_pays_is_told_by_the_state_of_the_subscription(
    stripe_api, elsewhere, whole_pass, status, expected
):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="starter", status=status)
    whole_pass("stripe")
    assert tier(elsewhere) == expected


def test_a_plan_without_a_name_of_its_own_has_its_products(stripe_api, elsewhere, whole_pass):
    stripe_api.product("prod_9", "Acme Enterprise")
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    for number in range(3):
        stripe_api.subscription(f"sub_{number}", "cus_eve", product="prod_9")
    whole_pass("stripe")
    assert set(Agreement.objects.values_list("name", flat=True)) == {"Acme Enterprise"}
    assert tier(elsewhere) == "priority"
    assert stripe_api.paths.count("/v1/products/prod_9") == 1


def test_stripe_is_asked_only_at_an_address_that_may_be_asked(stripe_api, cast, settings):
    settings.HTTP_ALLOWED_HOSTS = []
    syncing.begin("stripe")
    assert syncing.go_on("stripe") is not None
    assert "inside a network" in Sync.objects.get().error
    assert stripe_api.paths == []
