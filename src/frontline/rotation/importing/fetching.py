"""Asking another product's API: with a token, page by page, and not more often than it lets us."""

import time
from collections.abc import Mapping
from typing import Any

from frontline.kernel import http
from frontline.kernel.refusal import Refusal
from frontline.rotation.importing.schedule import JsonObject, NotUnderstood, mapping

LONGEST_WAIT = 10.0
"""Seconds for which a page may wait for the other side's limit; longer, and the person is told when to try again."""
MOST_PAGES = 100
TRIES = 3


class NotFetched(Refusal):
    """The other product did not give what was asked for; nothing was changed."""

    code = "import_not_fetched"
    status = 502


def get(source: str, url: str, headers: Mapping[str, str]) -> JsonObject:
    """The object at an address. Waits for a short rate limit. Raises NotFetched, NotUnderstood, http.Trouble."""
    waited = 0.0
    for last in (False,) * (TRIES - 1) + (True,):
        answer = http.send("GET", url, headers={"Accept": "application/json", **headers})
        if answer.status == 200:
            try:
                return mapping(answer.json(), source)
            except ValueError as error:
                raise NotUnderstood(f"{source} answered with something that is no JSON.") from error
        wait = _wait(answer) if answer.status in {429, 500, 502, 503, 504} else None
        if wait is None or last or waited + wait > LONGEST_WAIT:
            raise NotFetched(_sentence(source, answer, wait))
        waited += wait
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _wait(answer: http.Response) -> float:
    """Seconds: what Retry-After says (RFC 9110, 10.2.3), or PagerDuty's ratelimit-reset; a second without either."""
    for header in ("retry-after", "ratelimit-reset"):
        said = answer.headers.get(header, "")
        if said.isdecimal():
            return float(said)
    return 1.0


def _sentence(source: str, answer: http.Response, wait: float | None) -> str:
    told = _told(answer)
    match answer.status:
        case 401 | 403:
            return f"{source} does not accept this token, or it may not read schedules{told}."
        case 404:
            return f"{source} has no such schedule, or this token may not see it{told}."
        case 429:
            seconds = round(wait or 0)
            return (
                f"{source} asks us to wait for {seconds} seconds{told}. Nothing was imported; try again then."
            )
        case status:
            return f"{source} answered with status {status}{told}. Nothing was imported."


def _told(answer: http.Response) -> str:
    """What they say themselves, in brackets: PagerDuty's error.message, Grafana's detail."""
    try:
        said: Any = answer.json()
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    error = said.get("error")
    message = error.get("message") if isinstance(error, dict) else said.get("detail")
    return f' ("{str(message)[:200]}")' if message else ""
