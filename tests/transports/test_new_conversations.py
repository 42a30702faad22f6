"""What is told of conversations, by every transport that there is, to its real other side."""

from datetime import timedelta

import pytest
import time_machine

from frontline.notify.models import Notice, Way
from frontline.notify.preferring import choose
from frontline.notify.transport import registered
from frontline.shift.telling.news import tell_news
from tests.builders.letters import letters, received
from tests.builders.rotations import utc, weekly
from tests.builders.telling import deliver_all
from tests.peers.push_service import push_service
from tests.peers.slack_api import slack_api
from tests.peers.smtp_sink import smtp_sink
from tests.peers.webhook_receiver import webhook_receiver
from tests.transports.test_contract import PEERS

__all__ = ["letters", "push_service", "slack_api", "smtp_sink", "webhook_receiver"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture(params=sorted(PEERS))
def peer(request: pytest.FixtureRequest, settings, cast, clock, letters):
    """The other side of one transport, which alone Mia, the hero, has chosen for what is new."""
    weekly([cast.mia], by=cast.lead)
    played = PEERS[request.param]
    made = played(request.getfixturevalue(played.peer), settings, cast)
    kinds = ("conversation.new", "conversation.new.priority")
    wanted = {(kind, way.name): way.name == request.param for kind in kinds for way in registered()}
    choose(cast.mia, wanted, by=cast.mia)
    return request.param, made


def test_ten_new_conversations_are_one_message(peer, clock):
    for number in range(10):
        received(f"someone{number}@elsewhere.example", subject=f"Question {number}.")
        tell_news()
        deliver_all()
        clock.shift(timedelta(minutes=1))
    clock.shift(timedelta(minutes=5))
    deliver_all()
    deliver_all()
    ((_, whole),) = peer[1].arrived()
    assert "10 things happened" in whole
    for number in range(10):
        assert f"Question {number}." in whole


def test_one_whose_customer_has_priority_comes_at_once(peer):
    received("ada@northwind.example", subject="Backups fail")
    tell_news()
    deliver_all()
    ((_, whole),) = peer[1].arrived()
    assert "New, Priority" in whole
    assert "Backups fail" in whole


def test_an_address_that_fails_for_good_is_switched_off_and_its_owner_told(peer, cast):
    transport, other_side = peer
    other_side.refuses(for_good=True)
    received("ada@northwind.example", subject="Backups fail")
    tell_news()
    deliver_all()
    assert Way.objects.get(teammate=cast.mia, off_at__isnull=False).transport == transport
    said = Notice.objects.get(kind="notify.way")
    assert "Backups fail" in said.text
    ways = {delivery.transport for delivery in said.deliveries.all()}
    assert transport not in ways
    assert ways == ({"email"} if transport != "email" else set())
