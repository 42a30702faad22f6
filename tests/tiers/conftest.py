"""Stripe and HubSpot, played, and a pass over them."""

import pytest

from frontline.people.models import Company
from frontline.tiers import syncing
from frontline.tiers.models import Sync
from tests.peers.hubspot_api import hubspot_api  # noqa: F401
from tests.peers.stripe_api import stripe_api  # noqa: F401


@pytest.fixture
def northwind(cast):
    """Ada's company, which nothing is known of yet, and which no rule has looked at."""
    return Company.objects.get(domain="northwind.example")


@pytest.fixture
def elsewhere(cast):
    return Company.objects.get(domain="elsewhere.example")


@pytest.fixture
def whole_pass():
    """Begin a pass over a source, and go on with it to its end; how it stands then."""

    def run(source):
        syncing.begin(source)
        assert syncing.go_on(source, within=600) is None
        return Sync.objects.get(source=source)

    return run
