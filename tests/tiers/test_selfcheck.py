"""The status page says whether the sources can be read."""

import pytest

from frontline.config.selfcheck.finding import State
from frontline.config.selfcheck.tiers import tier_sources
from frontline.kernel import clock
from frontline.tiers import syncing
from frontline.tiers.models import Sync
from tests.peers.stripe_api import broken


@pytest.mark.django_db
def test_without_keys_nothing_is_wrong():
    assert tier_sources().state == State.OK
    assert tier_sources().sentence == "Neither Stripe nor HubSpot is read."


def test_what_is_read_is_named(stripe_api, hubspot_api, cast):
    assert tier_sources().sentence == "Stripe and HubSpot: read each day."


def test_a_refused_key_is_broken_and_says_what_to_do(stripe_api, cast, settings):
    settings.STRIPE_KEY = "rk_test_revoked0000"
    syncing.begin("stripe")
    syncing.go_on("stripe")
    finding = tier_sources()
    assert finding.state == State.BAD
    assert "Stripe refuses our key" in finding.sentence
    assert "Give another key" in finding.to_do
    assert finding.figures["tier_sources_failing"] == 1


def test_trouble_that_passes_is_to_look_at(stripe_api, cast):
    stripe_api.before_answering = lambda path: broken()
    syncing.begin("stripe")
    syncing.go_on("stripe")
    assert tier_sources().state == State.WARN


def test_a_pass_that_is_long_ago_is_to_look_at(stripe_api, cast):
    long_ago = clock.now() - 4 * syncing.EVERY
    row = Sync.objects.create(source="stripe", succeeded_at=long_ago)
    assert tier_sources().sentence == "Stripe has not been read to its end for 4 days."
    assert tier_sources().state == State.WARN
    Sync.objects.filter(pk=row.pk).update(succeeded_at=None, started_at=long_ago, phase="customers")
    assert tier_sources().state == State.WARN
