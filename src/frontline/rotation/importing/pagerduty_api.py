"""Fetching from PagerDuty: Authorization `Token token=...`, classic pagination (`limit`, `offset`, `more`)."""

from urllib.parse import quote, urlencode

from frontline.rotation.importing.fetching import MOST_PAGES, get
from frontline.rotation.importing.pagerduty import SOURCE
from frontline.rotation.importing.schedule import JsonObject, listed, written
from frontline.rotation.spec import Interval

URL = "https://api.pagerduty.com"
PAGE = 100


def schedules(url: str, token: str) -> list[tuple[str, str]]:
    """(id, name) of every schedule that the token sees."""
    return [
        (str(each.get("id")), str(each.get("name") or each.get("summary")))
        for each in _pages(url, token, "schedules")
    ]


def fetch(url: str, token: str, schedule: str, window: Interval) -> JsonObject:
    """One schedule with its final shifts in a window, and all users: what `pagerduty.read` takes."""
    query = urlencode({"since": written(window.start), "until": written(window.end), "time_zone": "UTC"})
    found = get(SOURCE, f"{_base(url)}/schedules/{quote(schedule, safe='')}?{query}", _headers(token))
    return {"schedule": found.get("schedule"), "users": _pages(url, token, "users")}


def _pages(url: str, token: str, what: str) -> list[JsonObject]:
    found: list[JsonObject] = []
    for _ in range(MOST_PAGES):
        query = urlencode({"limit": PAGE, "offset": len(found)})
        page = get(SOURCE, f"{_base(url)}/{what}?{query}", _headers(token))
        theirs = listed(page.get(what), what)
        found += theirs
        if not page.get("more") or not theirs:
            break
    return found


def _base(url: str) -> str:
    return (url.strip() or URL).rstrip("/")


def _headers(token: str) -> dict[str, str]:
    return {
        "Authorization": f"Token token={token.strip()}",
        "Accept": "application/vnd.pagerduty+json;version=2",
    }
