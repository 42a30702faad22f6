"""HubSpot's companies and deals, read page by page."""

from datetime import timedelta

import pytest
import time_machine

from frontline.events.models import Event
from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers import syncing
from frontline.tiers.models import Account, Agreement, Sync
from tests.peers.hubspot_api import too_many


def test_a_deal_in_the_sales_process_makes_the_tier(hubspot_api, elsewhere, whole_pass):
    hubspot_api.company("501", "Elsewhere Ltd", "elsewhere.example")
    hubspot_api.deal("9001", "Enterprise rollout", "contractsent", "501")

    whole_pass("hubspot")

    assert Company.objects.get(pk=elsewhere.pk).tier == "priority"
    assert Event.objects.get(kind="company.tier_changed", subject_id=elsewhere.pk).why == (
        "HubSpot: deal “Enterprise rollout” in stage Contract sent"
    )
    deal = Agreement.objects.get()
    assert (deal.kind, deal.stage, deal.is_open) == ("deal", "Contract sent", True)


@pytest.mark.parametrize("stage", ["closedwon", "closedlost", "a-stage-that-was-deleted"])
def test_a_deal_that_is_closed_is_in_no_sales_process(hubspot_api, elsewhere, whole_pass, stage):
    hubspot_api.company("501", "Elsewhere Ltd", "elsewhere.example")
    hubspot_api.deal("9001", "Enterprise rollout", stage, "501")
    whole_pass("hubspot")
    assert Company.objects.get(pk=elsewhere.pk).tier == "community"


def test_all_pages_are_read_and_a_deal_counts_for_each_of_its_companies(
    hubspot_api, elsewhere, northwind, whole_pass
):
    for number in range(150):
        hubspot_api.company(str(number), f"Firm {number}", f"firm{number}.example")
    hubspot_api.company("501", "Elsewhere", "elsewhere.example")
    hubspot_api.company("502", "Northwind", "northwind.example")
    for number in range(120):
        hubspot_api.deal(str(9000 + number), "Hobby", "appointmentscheduled", str(number))
    hubspot_api.deal("9990", "Scale, both houses", "contractsent", "501", "502")
    hubspot_api.deal("9991", "Nobody's", "contractsent")
    hubspot_api.deal("9992", "Of one we have not read", "contractsent", "777")

    whole_pass("hubspot")
    whole_pass("hubspot")

    assert Account.objects.count() == 152
    assert Agreement.objects.count() == 122
    assert Company.objects.filter(tier="priority").count() == 2
    assert sum("/objects/deals" in path for path in hubspot_api.paths) == 4


def test_a_refused_token_stops_with_what_to_do(hubspot_api, cast, settings):
    settings.HUBSPOT_TOKEN = "pat-eu1-revoked0-0000-0000"
    syncing.begin("hubspot")
    assert syncing.go_on("hubspot") is None
    state = Sync.objects.get()
    assert state.is_refused
    assert "FRONTLINE_HUBSPOT_TOKEN" in state.error
    assert "revoked" not in state.error
    assert len(hubspot_api.paths) == 1


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (too_many(), 10),
        (too_many(retry_after="3"), 3),
        (too_many(daily=True), 3600),
        (too_many(retry_after="86400"), 3600),
        (too_many(retry_after="Sat, 21 Nov 2026 10:02:00 GMT"), 120),
        (too_many(retry_after="soon"), 10),
    ],
)
def test_a_rate_limit_is_waited_for_an_hour_at_most(hubspot_api, cast, answer, seconds):
    hubspot_api.before_answering = lambda path: answer
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        syncing.begin("hubspot")
        assert syncing.go_on("hubspot") == clock.now() + timedelta(seconds=seconds)
        assert syncing.go_on("hubspot") == clock.now() + timedelta(seconds=seconds)
    assert len(hubspot_api.paths) == 1


def test_hubspot_is_asked_only_at_an_address_that_may_be_asked(hubspot_api, cast, settings):
    settings.HTTP_ALLOWED_HOSTS = []
    syncing.begin("hubspot")
    assert syncing.go_on("hubspot") is not None
    assert "inside a network" in Sync.objects.get().error
    assert hubspot_api.paths == []


def test_nothing_but_reading_has_a_way_out(hubspot_api, cast):
    from frontline.tiers.sources.from_hubspot import HubSpotReader

    with pytest.raises(AttributeError):
        HubSpotReader()._companies.archive("501")
    assert hubspot_api.paths == []
