"""What every transport promises (notify/transport.py), held by each one that is registered."""

import json

import pytest
from django.db import transaction

from frontline.notify import transport
from frontline.notify.models import Notice
from frontline.notify.telling import tell
from frontline.notify.transport import PermanentFailure, TemporaryFailure, Transport, Undelivered
from frontline.transports.push.models import Browser
from tests.cast import Cast
from tests.peers.push_service import PushService, push_service
from tests.peers.slack_api import SlackApi, slack_api
from tests.peers.smtp_sink import SmtpSink, refuse, smtp_sink
from tests.peers.webhook_receiver import WebhookReceiver, webhook_receiver
from tests.transports.setting_up import give_browser, give_webhook

__all__ = ["push_service", "slack_api", "smtp_sink", "webhook_receiver"]
pytestmark = pytest.mark.django_db


class Email:
    """The other side of the e-mail transport: a real SMTP server. A new transport adds its own here."""

    peer, refusal = "smtp_sink", "5.1.1"

    def __init__(self, sink: SmtpSink, settings: object, cast: Cast) -> None:
        self.sink, self.settings = sink, settings
        settings.EMAIL_URL = sink.url
        settings.EMAIL_BACKEND = "frontline.channels.email.backend.Backend"

    def refuses(self, *, for_good: bool) -> None:
        self.sink.on("mia@acme.example", refuse("550 5.1.1 No" if for_good else "451 4.7.1 Later"))

    def is_away(self) -> None:
        self.settings.EMAIL_URL = "smtp://127.0.0.1:1"

    def arrived(self) -> list[tuple[str, str]]:
        """(what tells one notice from another, its whole text) of all that came."""
        return [(mail.message["Message-ID"], mail.content.decode()) for mail in self.sink.taken]


class Slack:
    peer, refusal = "slack_api", "users_not_found"

    def __init__(self, api: SlackApi, settings: object, cast: Cast) -> None:
        self.api, self.settings = api, settings

    def refuses(self, *, for_good: bool) -> None:
        if for_good:
            self.api.users.clear()
        else:
            self.api.limited = 30

    def is_away(self) -> None:
        self.settings.SLACK_URL = "http://127.0.0.1:1"
        self.settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]

    def arrived(self) -> list[tuple[str, str]]:
        return [(json.dumps(each["metadata"]), json.dumps(each["blocks"])) for each in self.api.posted]


class Webhook:
    peer, refusal = "webhook_receiver", "410"

    def __init__(self, receiver: WebhookReceiver, settings: object, cast: Cast) -> None:
        self.receiver, self.mia, self.settings = receiver, cast.mia, settings
        give_webhook(receiver, cast.mia)

    def refuses(self, *, for_good: bool) -> None:
        self.receiver.status = 410 if for_good else 503

    def is_away(self) -> None:
        self.settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
        give_webhook(self.receiver, self.mia, "http://127.0.0.1:1/hook")

    def arrived(self) -> list[tuple[str, str]]:
        return [(each.headers["webhook-id"], each.body.decode()) for each in self.receiver.taken]


class Push:
    peer, refusal = "push_service", "404 or 410"

    def __init__(self, service: PushService, settings: object, cast: Cast) -> None:
        self.browser, self.settings = give_browser(service, cast.mia), settings

    def refuses(self, *, for_good: bool) -> None:
        self.browser.status = 410 if for_good else 429

    def is_away(self) -> None:
        self.settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
        Browser.objects.update(endpoint="http://127.0.0.1:1/push/0")

    def arrived(self) -> list[tuple[str, str]]:
        return [(topic, json.dumps(said)) for topic, said in self.browser.shown]


PEERS = {"email": Email, "push": Push, "slack": Slack, "webhook": Webhook}


@pytest.fixture(params=sorted(PEERS))
def way(request: pytest.FixtureRequest, settings, cast: Cast):
    played = PEERS[request.param]
    return transport.get(request.param), played(request.getfixturevalue(played.peer), settings, cast)


@pytest.fixture
def notice(cast: Cast) -> Notice:
    with transaction.atomic():
        (made,) = tell(
            [cast.mia], kind="test", subject="Grüße:\r\nBcc: x@evil.example", text="- Ünder <b>way", key="k"
        )
    return made


def test_every_registered_transport_is_held_to_the_contract():
    assert [each.name for each in transport.registered()] == sorted(PEERS)


def test_it_has_a_name_that_deliveries_can_keep(way):
    adapter: Transport = way[0]
    assert isinstance(adapter.panel, str)
    assert 0 < len(adapter.name) <= 16
    assert adapter.label


def test_it_is_set_up_for_who_set_it_up(way, cast):
    adapter, _ = way
    assert cast.mia.pk in adapter.reaches([cast.mia, cast.tom])
    assert adapter.reaches([]) == set()
    assert isinstance(adapter.shown(cast.mia), dict)


def test_asking_whom_it_reaches_costs_one_query_at_most(way, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        way[0].reaches([cast.mia, cast.tom, cast.lead])


def test_it_delivers_and_says_what_was_answered(way, notice, cast):
    adapter, peer = way
    assert adapter.send(notice, cast.mia)
    assert len(peer.arrived()) == 1


def test_the_same_notice_twice_can_be_told_as_one_and_another_can_not(way, notice, cast):
    adapter, peer = way
    adapter.send(notice, cast.mia)
    adapter.send(notice, cast.mia)
    with transaction.atomic():
        (other,) = tell([cast.mia], kind="test", subject="Other", text="Other", key="o")
    adapter.send(other, cast.mia)
    first, second, third = (name for name, _ in peer.arrived())
    assert first == second != third


def test_a_refusal_for_good_is_permanent_with_the_other_sides_words(way, notice, cast):
    adapter, peer = way
    peer.refuses(for_good=True)
    with pytest.raises(PermanentFailure) as failure:
        adapter.send(notice, cast.mia)
    assert peer.refusal in failure.value.reason


@pytest.mark.parametrize("away", [True, False])
def test_a_refusal_for_now_or_nobody_there_is_temporary(way, notice, cast, away):
    adapter, peer = way
    if away:
        peer.is_away()
    else:
        peer.refuses(for_good=False)
    with pytest.raises(TemporaryFailure) as failure:
        adapter.send(notice, cast.mia)
    assert failure.value.reason
    assert isinstance(failure.value, Undelivered)
