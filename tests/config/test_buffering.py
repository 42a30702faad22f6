"""Request bodies are whole before a page sees them."""

import asyncio

import pytest

from frontline.config import buffering

HEADERS = {"type": "http", "headers": []}


def ask(
    pieces: list[dict], *, most: int = 1000, headers: list | None = None
) -> tuple[list[bytes], list[int]]:
    """What the page was given, and the statuses that were answered, when `pieces` arrive one after the other."""
    seen: list[bytes] = []
    statuses: list[int] = []
    waiting = list(pieces)

    async def page(scope, receive, send):
        body, more = b"", True
        while more:
            message = await receive()
            body += message["body"]
            more = message["more_body"]
        seen.append(body)

    async def receive():
        if not waiting:
            await asyncio.sleep(60)
        return waiting.pop(0)

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = HEADERS | {"headers": headers or []}
    asyncio.run(buffering.whole(page, most=most)(scope, receive, send))
    return seen, statuses


def piece(body: bytes, more: bool) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize("length", [0, 1, 64 * 1024, 64 * 1024 + 1, 700_000])
def test_a_body_arrives_as_it_was_sent(length: int):
    body = bytes(range(256)) * (length // 256 + 1)
    half = length // 2
    seen, statuses = ask([piece(body[:half], True), piece(body[half:length], False)], most=1_000_000)
    assert (seen, statuses) == ([body[:length]], [])


def test_half_a_request_is_not_carried_out():
    assert ask([piece(b"half", True), {"type": "http.disconnect"}]) == ([], [408])


def test_a_sender_that_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(buffering, "PATIENCE", 0.01)
    assert ask([piece(b"half", True)]) == ([], [408])


def test_a_body_that_announces_too_much_is_refused_unread():
    assert ask([], headers=[(b"content-length", b"1001")]) == ([], [413])


def test_a_body_that_is_longer_than_it_may_be_is_refused():
    assert ask([piece(b"x" * 600, True), piece(b"x" * 600, False)]) == ([], [413])
