"""Files that curl wrote: which answer of which product each of them is, and what they are together."""

import json
from collections.abc import Iterable
from typing import Any

from frontline.rotation.importing import grafana_oncall, pagerduty
from frontline.rotation.importing.schedule import JsonObject, NotUnderstood, Schedule, listed

KINDS = ["web", "calendar", "ical"]
LARGEST = 5_000_000
"""Bytes of one file."""


def read(files: Iterable[bytes]) -> Schedule:
    """The schedule that some files describe together, in any order. Raises NotUnderstood, SpecRefused."""
    known: dict[str, Any] = {}
    for content in files:
        _sort(_parsed(content), known)
    if "pagerduty" in known:
        return pagerduty.read({"schedule": known["pagerduty"], "users": known.get("users", [])})
    if "schedule" in known:
        return grafana_oncall.read(
            {
                "schedule": known["schedule"],
                "on_call_shifts": known.get("shifts", []),
                "all_are_of_schedule": not known["schedule"].get("shifts"),
                "users": known.get("users", []),
                "final_shifts": known.get("finals", []),
            }
        )
    raise NotUnderstood(
        "None of these files is a schedule: PagerDuty's has a key “schedule”, Grafana OnCall's has “shifts” or “type”."
    )


def _parsed(content: bytes) -> JsonObject:
    if len(content) > LARGEST:
        raise NotUnderstood(f"A file is larger than {LARGEST // 1_000_000} MB: that is no schedule.")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(f"A file is not JSON: {error}.") from error
    if isinstance(value, list):
        value = {"results": value}
    if not isinstance(value, dict):
        raise NotUnderstood("A file holds no object: keep the answer of the API as it came.")
    return value


def _sort(value: JsonObject, known: dict[str, Any]) -> None:
    """By their keys, as the two APIs document them. A page that was cut off is refused: half a list misleads."""
    if isinstance(value.get("schedule"), dict):
        known["pagerduty"] = value["schedule"]
    if isinstance(value.get("users"), list) and value["users"] and isinstance(value["users"][0], dict):
        _whole(value.get("more"))
        known.setdefault("users", []).extend(value["users"])
    if "results" in value:
        _results(value, known)
    elif value.get("type") in KINDS and "name" in value:
        known["schedule"] = value


def _results(value: JsonObject, known: dict[str, Any]) -> None:
    results = listed(value["results"], "results")
    first = results[0] if results else {}
    if "shift_start" in first:
        kind = "finals"
    elif "duration" in first:
        kind = "shifts"
    elif first.get("type") in KINDS:
        if len(results) > 1:
            names = ", ".join(str(each.get("name")) for each in results)
            raise NotUnderstood(f"The file has several schedules ({names}): export one at a time, by its id.")
        known["schedule"] = first
        return
    else:
        kind = "users"
    known.setdefault(kind, []).extend(results)


def _whole(more: object) -> None:
    if more is True:
        raise NotUnderstood(
            "The list of users is cut off: ask for the pages after it too (offset), and add them."
        )
