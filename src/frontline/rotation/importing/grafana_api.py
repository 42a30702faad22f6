"""Fetching from Grafana OnCall: Authorization is the token itself; lists have `results` and a `next` address."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode, urlsplit

from frontline.rotation.importing.fetching import MOST_PAGES, get
from frontline.rotation.importing.grafana_oncall import SOURCE
from frontline.rotation.importing.schedule import JsonObject, listed
from frontline.rotation.spec import Interval


def schedules(url: str, token: str) -> list[tuple[str, str]]:
    """(id, name) of every schedule that the token sees."""
    return [(str(each.get("id")), str(each.get("name"))) for each in _pages(url, token, "schedules/", {})]


def fetch(url: str, token: str, schedule: str, window: Interval) -> JsonObject:
    """One schedule with its shifts, users and final shifts in a window: what `grafana_oncall.read` takes."""
    path = f"schedules/{quote(schedule, safe='')}/"
    found = get(SOURCE, _address(url, path, {}), _headers(token))
    days = {"start_date": _day(window.start), "end_date": _day(window.end)}
    return {
        "schedule": found,
        "on_call_shifts": _pages(url, token, "on_call_shifts/", {"schedule_id": schedule}),
        "all_are_of_schedule": True,
        "users": _pages(url, token, "users/", {}),
        "final_shifts": _pages(url, token, f"{path}final_shifts", days),
    }


def _pages(url: str, token: str, path: str, query: dict[str, str]) -> list[JsonObject]:
    """All pages. Of the next one's address only the query is taken: the token goes to no other place."""
    address = _address(url, path, query)
    found: list[JsonObject] = []
    for _ in range(MOST_PAGES):
        page = get(SOURCE, address, _headers(token))
        found += listed(page.get("results"), path)
        following = page.get("next")
        if not following:
            break
        address = f"{_address(url, path, {})}?{urlsplit(str(following)).query}"
    return found


def _address(url: str, path: str, query: dict[str, str]) -> str:
    base = url.strip().rstrip("/").removesuffix("/api/v1")
    return f"{base}/api/v1/{path}" + (f"?{urlencode(query)}" if query else "")


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": token.strip()}


def _day(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).date().isoformat()
