"""Asking another product's API when it is not at its best."""

import pytest

from frontline.kernel import http
from frontline.rotation.importing.fetching import NotFetched, get
from frontline.rotation.importing.schedule import NotUnderstood
from tests.peers.http_peer import HttpPeer, http_peer

__all__ = ["http_peer"]


@pytest.fixture
def peer(http_peer: HttpPeer, settings: object) -> HttpPeer:
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{http_peer.port}"]
    return http_peer


def ask(peer):
    return get("PagerDuty", f"{peer.url}/schedules", {"Authorization": "Token token=x"})


def test_an_outage_is_tried_again_and_then_told(peer):
    peer.on("GET", "/schedules", 503, b"down", headers={"Retry-After": "0"})
    with pytest.raises(NotFetched, match=r"PagerDuty answered with status 503\. Nothing was imported\."):
        ask(peer)
    assert len(peer.requests) == 3


def test_a_short_outage_is_nothing_to_tell(peer):
    peer.on("GET", "/schedules", 502, b"", headers={"Retry-After": "0"})
    peer.on("GET", "/schedules", 200, {"schedules": []})
    assert ask(peer) == {"schedules": []}


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"[1, 2]", b"null"])
def test_an_answer_that_is_no_object_is_refused(peer, body):
    peer.on("GET", "/schedules", 200, body)
    with pytest.raises(NotUnderstood):
        ask(peer)


@pytest.mark.parametrize("body", [b'"no"', b"[]", b'{"error": "x"}', b"\xff"])
def test_whatever_comes_with_a_refusal_is_no_trouble(peer, body):
    peer.on("GET", "/schedules", 403, body)
    with pytest.raises(NotFetched, match=r"does not accept this token, or it may not read schedules\.$"):
        ask(peer)


def test_a_redirect_elsewhere_never_gets_the_token(peer):
    peer.on("GET", "/schedules", 302, headers={"Location": "http://127.0.0.1:9/steal"})
    with pytest.raises(http.NotAllowed):
        ask(peer)
