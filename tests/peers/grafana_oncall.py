"""Grafana OnCall's HTTP API on loopback, as far as schedules go: the bare token, `results` with `next`, 429 with
Retry-After. https://grafana.com/docs/oncall/latest/oncall-api-reference/
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.peers.pagerduty import serving


@dataclass
class GrafanaOnCall:
    """`host`: of the `next` addresses, as behind a proxy that says another name than ours."""

    token: str = "meowmeowmeow"
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)
    shifts: list[dict[str, Any]] = field(default_factory=list)
    users: list[dict[str, Any]] = field(default_factory=list)
    finals: list[dict[str, Any]] = field(default_factory=list)
    page: int = 50
    limited: int = 0
    retry_after: str = "0"
    host: str = "http://oncall-engine:8080"
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(
        self, path: str, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], Any]:
        self.asked.append(path)
        if headers.get("authorization") != self.token:
            return 403, {}, {"detail": "Invalid token."}
        if self.limited:
            self.limited -= 1
            return 429, {"Retry-After": self.retry_after}, {"detail": "Request was throttled."}
        match path.removeprefix("/api/v1/").strip("/").split("/"):
            case ["schedules"]:
                return 200, {}, self._listed(path, list(self.schedules.values()), query)
            case ["schedules", id] if id in self.schedules:
                return 200, {}, self.schedules[id]
            case ["schedules", id, "final_shifts"] if id in self.schedules and query.get("end_date"):
                return 200, {}, self._listed(path, self.finals, query)
            case ["users"]:
                return 200, {}, self._listed(path, self.users, query)
            case ["on_call_shifts"]:
                of = self.schedules.get(query.get("schedule_id", ""), {}).get("shifts", [])
                return 200, {}, self._listed(path, [each for each in self.shifts if each["id"] in of], query)
        return 404, {}, {"detail": "Not found."}

    def _listed(self, path: str, everything: list[Any], query: Mapping[str, str]) -> dict[str, Any]:
        page = int(query.get("page", 1))
        begin, end = (page - 1) * self.page, page * self.page
        others = "".join(f"{key}={value}&" for key, value in query.items() if key != "page")
        following = f"{self.host}{path}?{others}page={page + 1}" if end < len(everything) else None
        return {
            "count": len(everything),
            "next": following,
            "previous": None,
            "results": everything[begin:end],
            "current_page_number": page,
            "page_size": self.page,
            "total_pages": -(-len(everything) // self.page),
        }


@pytest.fixture
def grafana_oncall() -> Iterator[GrafanaOnCall]:
    peer = GrafanaOnCall()
    with serving(peer.answer) as port:
        peer.port = port
        yield peer
