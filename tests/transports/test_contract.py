"""What every transport promises (notify/transport.py), held by each one that is registered."""

import pytest
from django.db import transaction

from frontline.notify import transport
from frontline.notify.models import Notice
from frontline.notify.telling import tell
from frontline.notify.transport import PermanentFailure, TemporaryFailure, Transport, Undelivered
from tests.cast import Cast
from tests.peers.smtp_sink import SmtpSink, refuse, smtp_sink

__all__ = ["smtp_sink"]
pytestmark = pytest.mark.django_db


class Email:
    """The other side of the e-mail transport: a real SMTP server. A new transport adds its own here."""

    def __init__(self, sink: SmtpSink, settings: object) -> None:
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


PEERS = {"email": Email}


@pytest.fixture(params=sorted(PEERS))
def way(request: pytest.FixtureRequest, smtp_sink: SmtpSink, settings, cast: Cast):
    peer = PEERS[request.param](smtp_sink, settings)
    return transport.get(request.param), peer


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
    assert 0 < len(adapter.name) <= 16
    assert adapter.label


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
    assert "5.1.1" in failure.value.reason


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
