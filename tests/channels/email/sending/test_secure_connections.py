"""TLS to the mail server: used where it must be, and with the certificate checked."""

import socket

import pytest

from frontline.channels.email import sending
from frontline.channels.email.relays.answers import RelayMisconfigured
from tests.peers import smtp_sink as peer
from tests.peers.certificates import Certificate, self_signed


@pytest.fixture
def certificate(tmp_path) -> Certificate:
    return self_signed(tmp_path, "mail.acme.example")


@pytest.fixture
def far_away(monkeypatch) -> None:
    """mail.acme.example and other.acme.example lead to loopback, as hosts that are not this machine."""
    plain = socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        return plain("127.0.0.1" if str(host).endswith(".acme.example") else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def at(sink, host: str) -> str:
    return sink.url.replace("127.0.0.1", host)


def test_smtps_is_encrypted_from_the_first_byte(reply, settings, certificate):
    with peer.running(tls=certificate.for_server()) as sink:
        settings.EMAIL_URL = sink.url
        sending.send(reply()[0])
    assert sink.url.startswith("smtps://")
    assert sink.taken[0].is_encrypted


def test_starttls_comes_before_password_and_mail(reply, settings, certificate):
    with peer.running(starttls=certificate.for_server(), user="frontline", password="right") as sink:
        settings.EMAIL_URL = sink.url
        sending.send(reply()[0])
    assert sink.url.startswith("smtp+tls://")
    assert (sink.taken[0].is_encrypted, sink.taken[0].user) == (True, "frontline")


def test_starttls_is_used_where_it_is_offered(reply, settings, certificate):
    with peer.running(starttls=certificate.for_server()) as sink:
        settings.EMAIL_URL = sink.url.replace("smtp+tls", "smtp")
        sending.send(reply()[0])
    assert sink.taken[0].is_encrypted


def test_where_starttls_is_required_and_not_offered_nothing_is_sent(reply, settings, sink):
    settings.EMAIL_URL = sink.url.replace("smtp://", "smtp+tls://")
    with pytest.raises(RelayMisconfigured, match="offers no STARTTLS"):
        sending.send(reply()[0])
    assert sink.asked == []


def test_a_password_never_goes_unencrypted_to_another_machine(reply, settings, far_away):
    with peer.running(user="frontline", password="right") as sink:
        settings.EMAIL_URL = at(sink, "mail.acme.example")
        with pytest.raises(RelayMisconfigured, match="offers no STARTTLS"):
            sending.send(reply()[0])
    assert sink.mails == []


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_stops_the_mail(reply, settings, certificate, far_away, kind):
    with peer.running(**{kind: certificate.for_server()}) as sink:
        settings.EMAIL_URL = at(sink, "mail.acme.example")
        with pytest.raises(RelayMisconfigured, match="certificate verify failed") as refused:
            sending.send(reply()[0])
    assert not refused.value.is_permanent
    assert sink.asked == []


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_an_authority_of_our_own_can_vouch(reply, settings, certificate, far_away, kind):
    with peer.running(**{kind: certificate.for_server()}) as sink:
        settings.EMAIL_URL = f"{at(sink, 'mail.acme.example')}?ca={certificate.authority}"
        sending.send(reply()[0])
    assert sink.taken[0].is_encrypted


def test_a_certificate_for_another_name_stops_the_mail(reply, settings, certificate, far_away):
    with peer.running(tls=certificate.for_server()) as sink:
        settings.EMAIL_URL = f"{at(sink, 'other.acme.example')}?ca={certificate.authority}"
        with pytest.raises(RelayMisconfigured, match="Hostname mismatch"):
            sending.send(reply()[0])


def test_tls_to_a_server_that_speaks_none_is_the_settings_fault(reply, settings, sink):
    settings.EMAIL_URL = sink.url.replace("smtp://", "smtps://")
    with pytest.raises(RelayMisconfigured, match="No secure connection"):
        sending.send(reply()[0])
