"""The one door for outbound HTTP, against a server on loopback that is let in by name, or not."""

import gzip
import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel import http, outbound
from tests.peers.certificates import self_signed
from tests.peers.http_peer import HttpPeer, http_peer, running

__all__ = ["http_peer"]


@pytest.fixture
def peer(http_peer: HttpPeer, settings: object) -> HttpPeer:
    """A peer that may be asked, by its host and port."""
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{http_peer.port}"]
    return http_peer


def test_an_answer_is_read_whole_whatever_its_status(peer):
    peer.on("POST", "/hook", 503, {"why": "full"}, headers={"X-Say": "hi"})
    answer = http.send("POST", f"{peer.url}/hook", headers={"Authorization": "Bearer x"}, content=b"{}")
    assert (answer.status, answer.json(), answer.headers["x-say"]) == (503, {"why": "full"}, "hi")
    assert (peer.requests[0].body, peer.requests[0].headers["authorization"]) == (b"{}", "Bearer x")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "0.0.0.0"]
)
def test_this_machine_is_never_asked_however_it_is_written(http_peer, host):
    with pytest.raises(http.NotAllowed):
        http.send("GET", f"http://{host}:{http_peer.port}/")
    assert http_peer.requests == []


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.8.8.8", "0.0.0.0", "100.64.0.1", "100.100.100.200"),
        *(
            "169.254.169.254",
            "168.63.129.16",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ),
        *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1"),
    ],
)
def test_addresses_inside_networks_are_not_public(address):
    assert not outbound.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_on_the_internet_are_public(address):
    assert outbound.is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_another_is_as_public_as_it_is_alone(address):
    alone = outbound.is_public(address)
    assert outbound.is_public(ipaddress.IPv6Address(f"::ffff:{address}")) == alone
    assert (
        outbound.is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address)))
        == alone
    )


def test_a_name_that_resolves_inside_is_refused(http_peer, monkeypatch):
    _resolve(monkeypatch, {"intranet.example": ["10.0.0.7"]})
    with pytest.raises(http.NotAllowed, match="FRONTLINE_HTTP_ALLOWED_HOSTS"):
        http.send("GET", "http://intranet.example/")


def test_a_name_with_one_public_and_one_private_address_is_refused(http_peer, monkeypatch):
    _resolve(monkeypatch, {"mixed.example": ["93.184.215.14", "127.0.0.1"]})
    with pytest.raises(http.NotAllowed):
        http.send("GET", f"http://mixed.example:{http_peer.port}/")
    assert http_peer.requests == []


def test_a_name_is_resolved_once_and_used_as_it_was_checked(monkeypatch):
    """DNS rebinding: a second question, whose answer would lead inside, is never asked."""
    asked: list[str] = []
    connected: list[object] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: object, *_: object, **__: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError("far away")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(http.Unreachable):
        http.send("GET", "http://rebinding.example/")
    assert asked == ["rebinding.example"]
    assert connected == [("93.184.215.14", 80)]


def test_an_allowed_host_is_allowed_on_its_port_only(http_peer, settings):
    with running() as other:
        settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{http_peer.port}"]
        http_peer.on("GET", "/", 200)
        assert http.send("GET", http_peer.url).status == 200
        with pytest.raises(http.NotAllowed):
            http.send("GET", other.url)
        settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
        assert http.send("GET", other.url).status == 404


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x.example/", "gopher://x/", "//x", "nonsense", "http://", "http://[::1"],
)
def test_only_the_web_is_asked(url):
    with pytest.raises(http.NotAllowed):
        http.send("GET", url)


def test_redirects_are_followed_and_each_hop_is_checked(peer):
    peer.on("GET", "/a", 302, headers={"Location": "/b"})
    peer.on("GET", "/b", 200, b"here")
    answer = http.send("GET", f"{peer.url}/a")
    assert (answer.body, answer.url) == (b"here", f"{peer.url}/b")


def test_a_redirect_inside_is_refused(peer):
    with running() as inside:
        peer.on("GET", "/", 302, headers={"Location": f"{inside.url}/latest/meta-data"})
        with pytest.raises(http.NotAllowed):
            http.send("GET", peer.url)
        assert inside.requests == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)"])
def test_a_redirect_out_of_the_web_is_refused(peer, target):
    peer.on("GET", "/", 302, headers={"Location": target})
    with pytest.raises(http.Trouble):
        http.send("GET", peer.url)


def test_redirects_in_a_circle_end(peer):
    peer.on("GET", "/", 302, headers={"Location": "/"})
    with pytest.raises(http.NotAllowed, match="more than 5 times"):
        http.send("GET", peer.url)
    assert len(peer.requests) == 6


def test_secrets_stay_with_the_origin_they_were_meant_for(peer, settings):
    with running() as other:
        settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
        peer.on("GET", "/", 302, headers={"Location": f"{other.url}/"})
        secrets = {
            "Authorization": "Bearer x",
            "X-Postmark-Server-Token": "t",
            "Cookie": "a=b",
            "Accept": "text/html",
        }
        http.send("GET", peer.url, headers=secrets)
    assert peer.requests[0].headers["x-postmark-server-token"] == "t"
    sent = other.requests[0].headers
    assert sent["accept"] == "text/html"
    assert not {"authorization", "x-postmark-server-token", "cookie"} & set(sent)


def test_a_post_is_never_sent_on_to_somewhere_else(peer):
    peer.on("POST", "/", 307, headers={"Location": "/b"})
    assert http.send("POST", peer.url, content=b"x").status == 307
    assert len(peer.requests) == 1


def test_too_long_an_answer_is_not_read_on(peer):
    peer.on("GET", "/", 200, b"x" * 5_000)
    with pytest.raises(http.TooLarge):
        http.send("GET", peer.url, most=4_999)
    assert len(http.send("GET", peer.url, most=5_000).body) == 5_000


def test_a_small_answer_that_unpacks_into_a_big_one_counts_as_big(peer):
    peer.on("GET", "/", 200, gzip.compress(b"\0" * 2_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(http.TooLarge):
        http.send("GET", peer.url, most=1_000_000)
    assert len(http.send("GET", peer.url, most=2_000_000).body) == 2_000_000


def test_an_answer_that_drips_ends_at_the_deadline(peer):
    peer.on("GET", "/", 200, b"x" * 1_000, drip=0.01)
    with pytest.raises(http.TimedOut):
        http.send("GET", peer.url, within=0.15)


def test_the_certificate_of_the_name_is_asked_for_and_checked(settings, monkeypatch, tmp_path):
    certificate = self_signed(tmp_path, "peer.acme.example")
    _resolve(monkeypatch, {"peer.acme.example": ["127.0.0.1"], "other.acme.example": ["127.0.0.1"]})
    settings.HTTP_ALLOWED_HOSTS = ["peer.acme.example", "other.acme.example"]
    with running(certificate.for_server()) as peer:
        peer.on("GET", "/", 200, b"hello")
        outbound.tls.cache_clear()
        with pytest.raises(http.Unreachable, match="certificate verify failed"):
            http.send("GET", f"https://peer.acme.example:{peer.port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
        outbound.tls.cache_clear()
        assert http.send("GET", f"https://peer.acme.example:{peer.port}/").body == b"hello"
        with pytest.raises(http.Unreachable, match="Hostname mismatch"):
            http.send("GET", f"https://other.acme.example:{peer.port}/")
    outbound.tls.cache_clear()
    assert len(peer.requests) == 1


def test_a_redirect_from_https_to_http_is_refused(settings, monkeypatch, tmp_path):
    certificate = self_signed(tmp_path, "peer.acme.example")
    _resolve(monkeypatch, {"peer.acme.example": ["127.0.0.1"]})
    settings.HTTP_ALLOWED_HOSTS = ["peer.acme.example"]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    outbound.tls.cache_clear()
    with running(certificate.for_server()) as peer:
        peer.on("GET", "/", 302, headers={"Location": "http://peer.acme.example/"})
        with pytest.raises(http.NotAllowed, match="from HTTPS to HTTP"):
            http.send("GET", f"https://peer.acme.example:{peer.port}/")
    outbound.tls.cache_clear()


def test_where_nobody_listens_nothing_was_sent(settings):
    settings.HTTP_ALLOWED_HOSTS = ["127.0.0.1"]
    with pytest.raises(http.Unreachable):
        http.send("POST", "http://127.0.0.1:1/", content=b"x")


def test_a_connection_that_breaks_after_the_request_may_have_been_received(peer):
    peer.on("POST", "/", 0)
    with pytest.raises(http.Interrupted):
        http.send("POST", peer.url, content=b"x")
    assert len(peer.requests) == 1


def test_a_name_that_does_not_exist_is_unreachable(monkeypatch):
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(outbound.socket, "getaddrinfo", nowhere)
    with pytest.raises(http.Unreachable):
        http.send("GET", "http://nowhere.example/")


def test_proxy_variables_change_nothing(peer, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    peer.on("GET", "/", 200, b"direct")
    assert http.send("GET", peer.url).body == b"direct"


def _resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in names.get(host, [host])
        ]

    monkeypatch.setattr(outbound.socket, "getaddrinfo", resolve)
