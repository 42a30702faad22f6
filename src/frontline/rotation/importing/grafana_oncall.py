"""Grafana OnCall's schedules, as its HTTP API tells them: schedules, on_call_shifts, users and final_shifts.

https://grafana.com/docs/oncall/latest/oncall-api-reference/. What its shifts mean is in `grafana_shifts`.
"""

from typing import Any

from frontline.rotation.importing.grafana_shifts import Converted, convert, local
from frontline.rotation.importing.schedule import (
    JsonObject,
    NotUnderstood,
    Rendered,
    Schedule,
    Somebody,
    documented,
    instant,
    listed,
    mapping,
    rotation_of,
    text,
    whole,
    written,
)
from frontline.rotation.spec import Interval

SOURCE = "Grafana OnCall"
OVERRIDES = ("override", "single_event")


@documented
def read(answer: JsonObject) -> Schedule:
    """The schedule in {"schedule": {...}, "on_call_shifts": [...], "users": [...], "final_shifts": [...]}.

    The last two may be left out. Raises NotUnderstood.
    """
    said = mapping(answer.get("schedule"), "schedule")
    name = text(said, "name", "schedule")
    if said.get("type") == "ical":
        raise NotUnderstood(
            f"{name} is a calendar by URL in Grafana OnCall, and has no shifts to read: plan it here by hand."
        )
    zone = str(said.get("time_zone") or "UTC")
    # The shifts of a schedule made on its pages are in UTC, whatever zone the schedule is shown in.
    default = "UTC" if said.get("type") == "web" else zone
    shifts = _of_schedule(answer, said)
    left = (
        []
        if not said.get("ical_url_overrides")
        else [f"{name} has overrides in a calendar by URL: they stay there."]
    )
    layers = []
    for shift in shifts:
        if shift.get("type") not in OVERRIDES:
            found = convert(shift, default)
            left += found.left
            layers += [found.layer] if found.layer else []
    if any(
        _has_breaks(layer) and layer["priority"] > min(each["priority"] for each in layers)
        for layer in layers
    ):
        left.append(
            "Where a turn of a higher level has a break, nobody is on here, also of the levels below it."
        )
    rendered = _rendered(answer)
    return Schedule(
        source=SOURCE,
        name=name,
        rotation=rotation_of(name, zone, layers, left),
        amendments=tuple(_amendments(name, shifts, default, left)),
        people=_people(answer, shifts),
        left=tuple(left),
        rendered=rendered,
        window=_window(rendered),
    )


def _has_breaks(layer: JsonObject) -> bool:
    return any(None in lineup["members"] for lineup in layer["lineups"])


def _of_schedule(answer: JsonObject, said: JsonObject) -> list[JsonObject]:
    """The shifts that the schedule names; a list from `?schedule_id=` holds no others, and has overrides too."""
    shifts = list(listed(answer.get("on_call_shifts"), "on_call_shifts"))
    if answer.get("all_are_of_schedule"):
        return shifts
    named = said.get("shifts") or []
    return [shift for shift in shifts if shift.get("id") in named]


def _amendments(name: str, shifts: list[JsonObject], zone: str, left: list[str]) -> list[dict[str, Any]]:
    """Overrides have the time for themselves; single events have it by their level, beside or above the others."""
    levels = [whole(each, "level", "level", 0) for each in shifts if each.get("type") not in OVERRIDES]
    highest = max(levels, default=-1)
    found: list[dict[str, Any]] = []
    for shift in shifts:
        if shift.get("type") not in OVERRIDES:
            continue
        where = f"on_call_shifts {shift.get('id')}"
        begin, end = _bounds(shift, zone, where)
        is_above = shift["type"] == "override" or whole(shift, "level", where, 0) > highest
        if not is_above and whole(shift, "level", where, 0) < highest:
            left.append(
                f"{shift.get('name')} is a single event below others: it holds only where they have nobody, "
                "which no override of ours says. It was left out."
            )
            continue
        people = [id for group in shift.get("rolling_users") or [] for id in group] or list(
            shift.get("users") or []
        )
        for number, who in enumerate(dict.fromkeys(people)):
            kind = "replace" if is_above and number == 0 else "add"
            found.append(
                {"rotation": name, "kind": kind, "from": written(begin), "to": written(end), "teammate": who}
            )
    return found


def _bounds(shift: JsonObject, zone: str, where: str) -> tuple[int, int]:
    begin = local(shift.get("start"), where)
    here = Converted.instant_of(begin, str(shift.get("time_zone") or zone))
    return here, here + whole(shift, "duration", where)


def _people(answer: JsonObject, shifts: list[JsonObject]) -> tuple[Somebody, ...]:
    known = {each["id"]: each for each in listed(answer.get("users"), "users") if "id" in each}
    finals = listed(answer.get("final_shifts"), "final_shifts")
    told = {each.get("user_pk"): each for each in finals}
    ids: dict[str, None] = {}
    for shift in shifts:
        for group in [*(shift.get("rolling_users") or []), shift.get("users") or []]:
            ids |= dict.fromkeys(map(str, group))
    ids |= {str(id): None for id in told}
    return tuple(
        Somebody(
            id,
            str(known.get(id, {}).get("username") or told.get(id, {}).get("user_username") or id),
            str(known.get(id, {}).get("email") or told.get(id, {}).get("user_email") or ""),
        )
        for id in ids
    )


def _rendered(answer: JsonObject) -> tuple[Rendered, ...]:
    found = []
    for number, each in enumerate(listed(answer.get("final_shifts"), "final_shifts")):
        where = f"final_shifts[{number}]"
        during = Interval(instant(each.get("shift_start"), where), instant(each.get("shift_end"), where))
        if during.start < during.end:
            found.append(Rendered(during, text(each, "user_pk", where)))
    return tuple(found)


def _window(rendered: tuple[Rendered, ...]) -> Interval | None:
    if not rendered:
        return None
    return Interval(min(each.during.start for each in rendered), max(each.during.end for each in rendered))
