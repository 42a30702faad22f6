"""HubSpot's CRM, played on loopback: companies, deals with their companies, and the stages of the deals' pipeline.

Lists are paged by `after` and `limit`; a token that is wrong gets 401, one that asks too often 429
(https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide).

hubspot_api.company("501", "Northwind", "northwind.example")
hubspot_api.deal("9001", "Enterprise rollout", "contractsent", "501")
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.peers.http_peer import Answer, HttpPeer, running

TOKEN = "pat-eu1-01234567-89ab-cdef-0123-456789abcdef"
STAGES = (
    ("appointmentscheduled", "Appointment scheduled", False),
    ("contractsent", "Contract sent", False),
    ("closedwon", "Closed won", True),
    ("closedlost", "Closed lost", True),
)
_THEN = "2026-01-01T00:00:00.000Z"


@dataclass
class HubSpotApi:
    """What the portal holds, and what is to go wrong: `before_answering` may return another answer for a request."""

    peer: HttpPeer
    companies: dict[str, dict[str, Any]] = field(default_factory=dict)
    deals: dict[str, dict[str, Any]] = field(default_factory=dict)
    before_answering: Callable[[str], Answer | None] = lambda path: None
    most_on_a_page: int = 100

    @property
    def url(self) -> str:
        return self.peer.url

    @property
    def paths(self) -> list[str]:
        return [unquote(request.path) for request in self.peer.requests]

    def company(self, pk: str, name: str, domain: str | None) -> None:
        self.companies[pk] = _object(pk, {"name": name, "domain": domain})

    def deal(self, pk: str, name: str, stage: str, *companies: str) -> None:
        linked = [
            {"id": each, "type": kind}
            for each in companies
            for kind in ("deal_to_company_primary", "deal_to_company")
        ]
        made = _object(pk, {"dealname": name, "dealstage": stage})
        self.deals[pk] = made | ({"associations": {"companies": {"results": linked}}} if linked else {})

    def answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        otherwise = self.before_answering(path)
        if otherwise is not None:
            return otherwise
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.")
        parts = urlsplit(path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/crm/v3/objects/companies":
            return self._page(list(self.companies.values()), asked, parts.path)
        if parts.path == "/crm/v3/objects/deals":
            wanted = asked.get("associations") == "companies"
            rows = [row if wanted else {**row, "associations": {}} for row in self.deals.values()]
            return self._page(rows, asked, parts.path)
        if parts.path == "/crm/v3/pipelines/deals":
            return _json(200, {"results": [_pipeline()]})
        return _error(404, "OBJECT_NOT_FOUND", f"There is nothing at {parts.path}.")

    def _page(self, rows: list[dict[str, Any]], asked: dict[str, str], path: str) -> Answer:
        """`after` is how many were read, which HubSpot does not promise: to us it is a word that comes back."""
        start = int(asked.get("after", "0"))
        end = start + min(int(asked.get("limit", 10)), self.most_on_a_page)
        body: dict[str, Any] = {"results": rows[start:end]}
        if end < len(rows):
            body["paging"] = {"next": {"after": str(end), "link": f"{self.url}{path}?after={end}"}}
        return _json(200, body)


def too_many(*, daily: bool = False, retry_after: str | None = None) -> Answer:
    policy = "DAILY" if daily else "TEN_SECONDLY_ROLLING"
    headers = {"Retry-After": retry_after} if retry_after else {}
    return _error(
        429, "RATE_LIMITS", f"You have reached your {policy} limit.", policyName=policy, headers=headers
    )


def _object(pk: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"id": pk, "properties": properties, "createdAt": _THEN, "updatedAt": _THEN, "archived": False}


def _pipeline() -> dict[str, Any]:
    stages = [
        {
            "id": pk,
            "label": label,
            "displayOrder": number,
            "metadata": {"isClosed": str(closed).lower(), "probability": "0.5"},
            "createdAt": _THEN,
            "updatedAt": _THEN,
            "archived": False,
        }
        for number, (pk, label, closed) in enumerate(STAGES)
    ]
    return {
        "id": "default",
        "label": "Sales pipeline",
        "displayOrder": 0,
        "stages": stages,
        "createdAt": _THEN,
        "updatedAt": _THEN,
        "archived": False,
    }


def _error(status: int, category: str, message: str, *, headers: Any = None, **more: Any) -> Answer:
    said = {"status": "error", "message": message, "category": category, "correlationId": "c0ffee", **more}
    return _json(status, said, headers or {})


def _json(status: int, body: Any, headers: Any = None) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})


@contextmanager
def playing() -> Iterator[HubSpotApi]:
    with running() as peer:
        played = HubSpotApi(peer)
        peer.answering = lambda request: played.answer(request.method, request.path, request.headers)
        yield played


@pytest.fixture
def hubspot_api(settings: Any) -> Iterator[HubSpotApi]:
    """HubSpot with an empty portal, and Frontline set to it."""
    with playing() as played:
        settings.HUBSPOT_TOKEN, settings.HUBSPOT_URL = TOKEN, played.url
        settings.HTTP_ALLOWED_HOSTS = [*settings.HTTP_ALLOWED_HOSTS, f"127.0.0.1:{played.peer.port}"]
        yield played
