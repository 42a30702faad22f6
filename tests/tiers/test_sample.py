"""In the sample workspace the rules come to the tiers that its story tells."""

import pytest

from frontline.config.sample.moving_in import move_in
from frontline.events.models import Event
from frontline.tiers.settling import settle_all


@pytest.mark.django_db
def test_deciding_the_sample_anew_moves_nobody():
    move_in("a password for all of them")
    settle_all()
    assert not Event.objects.filter(kind="company.tier_changed").exists()
