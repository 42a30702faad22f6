"""Stripe, played on loopback: customers, subscriptions and products, as its documentation has them.

Lists are paged by `starting_after` and `limit`, the newest first; a key that is wrong gets 401, one that asks too often
429; an object is asked for by its id; webhooks bear a signature (https://docs.stripe.com/api,
https://docs.stripe.com/webhooks#verify-manually).

stripe_api.customer("cus_1", email="ada@northwind.example")
stripe_api.subscription("sub_1", "cus_1", plan="scale", amount=42000, currency="eur")
"""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.peers.http_peer import Answer, HttpPeer, running

KEY = "rk_test_0123456789abcdef"
WEBHOOK_SECRET = "whsec_0123456789abcdef"


@dataclass
class StripeApi:
    """What the account holds, and what is to go wrong: `before_answering` may return another answer for a request."""

    peer: HttpPeer
    objects: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {"customers": {}, "subscriptions": {}, "products": {}}
    )
    before_answering: Callable[[str], Answer | None] = lambda path: None
    most_on_a_page: int = 100

    @property
    def url(self) -> str:
        return self.peer.url

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, with the queries as they came."""
        return [unquote(request.path) for request in self.peer.requests]

    def customer(self, pk: str, *, email: str | None = None, name: str = "", **more: Any) -> None:
        made = {"id": pk, "object": "customer", "email": email, "name": name or None, "metadata": {}, **more}
        self.objects["customers"][pk] = made

    def subscription(
        self,
        pk: str,
        customer: str,
        *,
        plan: str | None = None,
        product: str = "prod_1",
        amount: int | None = 42000,
        currency: str = "eur",
        interval: str = "month",
        every: int = 1,
        quantity: int | None = 1,
        status: str = "active",
        usage: str = "licensed",
        since: int = 1772323200,  # 2026-03-01
        **more: Any,
    ) -> None:
        price = {
            "id": f"price_{pk}",
            "object": "price",
            "currency": currency,
            "lookup_key": plan,
            "nickname": None,
            "product": product,
            "unit_amount": amount,
            "unit_amount_decimal": None if amount is None else str(amount),
            "recurring": {"interval": interval, "interval_count": every, "usage_type": usage},
        }
        item: dict[str, Any] = {"id": f"si_{pk}", "object": "subscription_item", "price": price}
        if quantity is not None:
            item["quantity"] = quantity
        self.objects["subscriptions"][pk] = {
            "id": pk,
            "object": "subscription",
            "customer": customer,
            "currency": currency,
            "status": status,
            "start_date": since,
            "metadata": {},
            "items": {"object": "list", "data": [item], "has_more": False, "url": "/v1/subscription_items"},
            **more,
        }

    def product(self, pk: str, name: str) -> None:
        self.objects["products"][pk] = {"id": pk, "object": "product", "name": name}

    def answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        otherwise = self.before_answering(path)
        if otherwise is not None:
            return otherwise
        if headers.get("authorization") != f"Bearer {KEY}":
            return _error(401, "invalid_request_error", "Invalid API Key provided: rk_test_****")
        parts = urlsplit(path)
        _, version, kind, *rest = parts.path.split("/")
        if method != "GET" or version != "v1" or kind not in self.objects:
            return _error(404, "invalid_request_error", f"Unrecognized request URL ({method}: {parts.path}).")
        if rest:
            return self._one(kind, rest[0])
        return self._page(kind, {k: v[0] for k, v in parse_qs(parts.query).items()})

    def _one(self, kind: str, pk: str) -> Answer:
        found = self.objects[kind].get(pk)
        if found is None:
            return _error(
                404, "invalid_request_error", f"No such {kind[:-1]}: '{pk}'", code="resource_missing"
            )
        return _json(200, found)

    def _page(self, kind: str, asked: dict[str, str]) -> Answer:
        rows = list(reversed(self.objects[kind].values()))
        if "customer" in asked:
            rows = [row for row in rows if row["customer"] == asked["customer"]]
        if kind == "subscriptions" and asked.get("status") != "all":
            rows = [row for row in rows if row["status"] != "canceled"]
        after = asked.get("starting_after")
        if after:
            ids = [row["id"] for row in rows]
            if after not in ids:
                return _error(400, "invalid_request_error", f"No such {kind[:-1]}: '{after}'")
            rows = rows[ids.index(after) + 1 :]
        limit = min(int(asked.get("limit", 10)), self.most_on_a_page)
        page = rows[:limit]
        if asked.get("expand[0]") == "data.customer":
            gone = {"object": "customer", "deleted": True}
            customers = self.objects["customers"]
            page = [
                {**r, "customer": customers.get(r["customer"], {**gone, "id": r["customer"]})} for r in page
            ]
        return _json(
            200, {"object": "list", "url": f"/v1/{kind}", "has_more": len(rows) > limit, "data": page}
        )


_numbers = itertools.count(1)


def event(kind: str, about: dict[str, Any], *, pk: str = "") -> bytes:
    """The body of a webhook."""
    return json.dumps(
        {
            "id": pk or f"evt_{next(_numbers)}",
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "data": {"object": about},
        }
    ).encode()


def signed(body: bytes, *, secret: str = WEBHOOK_SECRET, at: float | None = None) -> str:
    """The header `Stripe-Signature`: HMAC-SHA-256 of the time, a dot, and the body."""
    when = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{when}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={when},v1={digest}"


def too_many(retry_after: str | None = "7") -> Answer:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return _error(429, "invalid_request_error", "Too many requests", code="rate_limit", headers=headers)


def broken() -> Answer:
    return _error(500, "api_error", "Something went wrong on Stripe's end.")


def _error(status: int, kind: str, message: str, *, code: str = "", headers: Any = None) -> Answer:
    said = {"error": {"type": kind, "message": message, **({"code": code} if code else {})}}
    return _json(status, said, headers or {})


def _json(status: int, body: Any, headers: Any = None) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})


@contextmanager
def playing() -> Iterator[StripeApi]:
    with running() as peer:
        played = StripeApi(peer)
        peer.answering = lambda request: played.answer(request.method, request.path, request.headers)
        yield played


@pytest.fixture
def stripe_api(settings: Any) -> Iterator[StripeApi]:
    """Stripe with an empty account, and Frontline set to it."""
    with playing() as played:
        settings.STRIPE_KEY, settings.STRIPE_URL = KEY, played.url
        settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
        settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{played.peer.port}"]
        yield played
