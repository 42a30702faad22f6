"""PagerDuty's schedules, as its REST API v2 tells them: GET /schedules/{id} with `since`, `until`, and GET /users.

https://developer.pagerduty.com/api-reference (schedules, users). Its layers are listed from the topmost down.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

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
from frontline.rotation.importing.stretches import DAY, WEEK, hours
from frontline.rotation.slots import Cadence, Unit
from frontline.rotation.spec import Interval

SOURCE = "PagerDuty"


@documented
def read(answer: JsonObject) -> Schedule:
    """The schedule in {"schedule": {...}, "users": [...]}; `users` may be left out. Raises NotUnderstood."""
    said = mapping(answer.get("schedule"), "schedule")
    if said.get("type") == "schedule_v3":
        raise NotUnderstood(
            "This schedule was upgraded to PagerDuty's shift-based form (v3), which has no layers. Frontline reads the "
            "layered form (v2): plan this one by hand."
        )
    zone = _zone(text(said, "time_zone", "schedule"))
    left: list[str] = []
    listing = listed(said.get("schedule_layers"), "schedule.schedule_layers")
    layers = []
    for number, layer in enumerate(listing):
        where = f"schedule.schedule_layers[{number}]"
        found = _layer(layer, zone, len(listing) - number, where, left)
        if found:
            layers.append(found)
    overrides = _entries(said, "overrides_subschedule")
    rendered = _entries(said, "final_schedule")
    return Schedule(
        source=SOURCE,
        name=text(said, "name", "schedule"),
        rotation=rotation_of(text(said, "name", "schedule"), zone, layers, left),
        amendments=tuple(_override(text(said, "name", "schedule"), each) for each in overrides),
        people=_people(answer, said),
        left=tuple(left),
        rendered=rendered,
        window=_window(rendered),
    )


def _layer(layer: JsonObject, zone: str, priority: int, where: str, left: list[str]) -> dict[str, Any] | None:
    name = str(layer.get("name") or f"Layer {priority}")
    turn = whole(layer, "rotation_turn_length_seconds", where)
    cadence = _cadence(layer, zone, turn, where)
    members = [
        text(mapping(each.get("user"), where), "id", where) for each in listed(layer.get("users"), where)
    ]
    if cadence is None:
        left.append(f"{name} changes every {turn} seconds. Ours change by whole hours, so it was left out.")
        return None
    if not members:
        left.append(f"{name} has nobody in it, and was left out.")
        return None
    stretches = [
        part for each in listed(layer.get("restrictions"), where) for part in _stretches(each, where)
    ]
    if any(start % 60 or length % 60 for start, length in stretches):
        left.append(f"{name} has hours that begin or end within a minute: ours begin and end with it.")
    found: dict[str, Any] = {
        "priority": priority,
        "anchor": datetime.fromtimestamp(instant(layer.get("rotation_virtual_start"), where), ZoneInfo(zone))
        .replace(tzinfo=None)
        .isoformat(),
        "every": cadence.every,
        "unit": cadence.unit,
        "lineups": _lineups(layer, cadence, members, name, where, left),
    }
    weekly = hours(stretches) if stretches else None
    return {**found, "hours": weekly} if weekly is not None else found


def _lineups(
    layer: JsonObject, cadence: Cadence, members: list[str], name: str, where: str, left: list[str]
) -> list[dict[str, Any]]:
    """From the slot in which the layer starts to the one in which it ends; its order counts from its virtual start."""
    first = _slot(layer.get("start"), cadence, where) if layer.get("start") else 0
    turned = first % len(members)
    found: list[dict[str, Any]] = [{"from_slot": first, "members": [*members[turned:], *members[:turned]]}]
    if layer.get("end"):
        local = _local(instant(layer["end"], where), cadence.zone)
        last = cadence.slot_at(local - 1) + 1
        if cadence.local(last) != local:
            left.append(f"{name} ends within somebody's turn: ours ends with the turn.")
        found.append({"from_slot": max(last, first), "members": []})
    return found


def _cadence(layer: JsonObject, zone: str, turn: int, where: str) -> Cadence | None:
    units: tuple[tuple[int, Unit], ...] = ((WEEK, "week"), (DAY, "day"), (3600, "hour"))
    anchor = _local(instant(layer.get("rotation_virtual_start"), where), zone)
    for seconds, unit in units:
        if turn > 0 and turn % seconds == 0:
            return Cadence(anchor, zone, turn // seconds, unit)
    return None


def _slot(start: object, cadence: Cadence, where: str) -> int:
    return cadence.slot_at(_local(instant(start, where), cadence.zone))


def _local(at: int, zone: str) -> int:
    shown = datetime.fromtimestamp(at, ZoneInfo(zone)).replace(tzinfo=None)
    return int((shown - datetime(1970, 1, 1)).total_seconds())


def _stretches(restriction: JsonObject, where: str) -> list[tuple[int, int]]:
    """(second of the week, length): one for a weekly restriction (1 is Monday), seven for a daily one."""
    clock = text(restriction, "start_time_of_day", where)[:8].split(":")
    try:
        second = sum(int(part) * factor for part, factor in zip(clock, (3600, 60, 1), strict=True))
    except ValueError as error:
        raise NotUnderstood(f"{where}: {':'.join(clock)!r} is no time of day such as 09:00:00.") from error
    length = whole(restriction, "duration_seconds", where)
    if restriction.get("type") == "weekly_restriction":
        return [((whole(restriction, "start_day_of_week", where, 1) - 1) % 7 * DAY + second, length)]
    return [(day * DAY + second, min(length, DAY)) for day in range(7)]


def _override(name: str, entry: Rendered) -> dict[str, Any]:
    return {
        "rotation": name,
        "kind": "replace",
        "from": written(entry.during.start),
        "to": written(entry.during.end),
        "teammate": entry.who,
    }


def _entries(said: JsonObject, key: str) -> tuple[Rendered, ...]:
    where = f"schedule.{key}.rendered_schedule_entries"
    found = []
    for each in listed((said.get(key) or {}).get("rendered_schedule_entries"), where):
        during = Interval(instant(each.get("start"), where), instant(each.get("end"), where))
        who = text(mapping(each.get("user"), where), "id", where)
        if during.start < during.end:
            found.append(Rendered(during, who))
    return tuple(found)


def _people(answer: JsonObject, said: JsonObject) -> tuple[Somebody, ...]:
    """Everybody who is named anywhere, with their address if the list of users was told."""
    known = {each["id"]: each for each in listed(answer.get("users"), "users") if "id" in each}
    named: dict[str, str] = {}
    layers = listed(said.get("schedule_layers"), "schedule.schedule_layers")
    users = [
        mapping(each.get("user"), "users") for layer in layers for each in listed(layer.get("users"), "users")
    ]
    for key in ("overrides_subschedule", "final_schedule"):
        entries = listed((said.get(key) or {}).get("rendered_schedule_entries"), key)
        users += [mapping(each.get("user"), key) for each in entries]
    for user in users:
        named.setdefault(str(user.get("id")), str(user.get("summary") or user.get("id")))
    return tuple(
        Somebody(id, str(known.get(id, {}).get("name") or name), str(known.get(id, {}).get("email") or ""))
        for id, name in named.items()
    )


def _window(rendered: tuple[Rendered, ...]) -> Interval | None:
    if not rendered:
        return None
    return Interval(min(each.during.start for each in rendered), max(each.during.end for each in rendered))


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise NotUnderstood(f"schedule.time_zone: {name!r} is no zone of the IANA list.") from error
    return name
