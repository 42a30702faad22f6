"""Another evaluator, slow and simple, that shares nothing with ours: it goes through a window minute by minute,
looks at the wall clock, and reads the specification's JSON as it stands.

It keeps the latest local time that the clock has shown. A slot has begun once that has reached the slot's beginning;
hours are open once it has reached their start and not their end. Repeated and skipped times need no thought so.
"""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def minutes(value, name):
    """For each minute of the window, the set of (teammate, role, absent)."""
    rotation = next(each for each in value["rotations"] if each["name"] == name)
    general = {key: rotation[key] for key in rotation if key not in {"name", "layers", "shadows"}}
    layers = [_Layer({**general, **layer}, value) for layer in rotation.get("layers") or [{}]]
    instant, until = (datetime.fromisoformat(value[key]).astimezone(UTC) for key in ("from", "until"))
    while instant < until:
        people = _amended(_scheduled(layers, instant), value.get("amendments", []), instant)
        yield instant, _told(people, rotation.get("shadows", []), value.get("absences", []), instant)
        instant += MINUTE


def _holds(each, instant):
    return datetime.fromisoformat(each["from"]) <= instant < datetime.fromisoformat(each["to"])


def _scheduled(layers, instant):
    there = []
    for layer in layers:
        member = layer.member(instant)
        if member != "no line-up":
            there.append((layer.priority, member))
    top = max((priority for priority, _ in there), default=None)
    return [member for priority, member in there if priority == top and member is not None]


def _amended(people, amendments, instant):
    for each in amendments:
        if _holds(each, instant):
            people = _changed(people, each["kind"], each["teammate"], each.get("instead_of"))
    return people


def _changed(people, kind, teammate, instead_of):
    if kind == "add":
        return people if teammate in people else [*people, teammate]
    if kind == "remove":
        return [one for one in people if one != teammate]
    if kind == "swap":
        exchange = {teammate: instead_of, instead_of: teammate}
        return [exchange.get(one, one) for one in people]
    if instead_of is None:
        return [teammate]
    return [teammate if one == instead_of else one for one in people]


def _told(people, shadows, absences, instant):
    away = {each["teammate"] for each in absences if _holds(each, instant)}
    told = {(one, "on-call") for one in people}
    for shadow in shadows:
        riding = people and shadow.get("with", people[0]) in people and shadow["teammate"] not in people
        if riding and _holds(shadow, instant):
            told.add((shadow["teammate"], "shadow"))
    return {(one, role, one in away) for one, role in told}


class _Layer:
    def __init__(self, layer, value):
        self._layer, self.priority = layer, layer.get("priority", 0)
        self._zone = ZoneInfo(layer.get("timezone", "UTC"))
        self._anchor = datetime.fromisoformat(layer["anchor"])
        self._seen = datetime.fromisoformat(value["from"]).astimezone(UTC) - timedelta(days=2)
        self._latest = datetime.min
        self._active = {}
        self._slot = None

    def member(self, instant):
        while self._seen <= instant:
            self._latest = max(self._latest, self._seen.astimezone(self._zone).replace(tzinfo=None))
            self._seen += MINUTE
        if self._slot is None:
            self._slot = -40
            assert self._begin(self._slot) <= self._latest
        while self._begin(self._slot + 1) <= self._latest:
            self._slot += 1
        return self._of(self._slot) if self._is_open(self._latest) else "no line-up"

    def _begin(self, slot):
        unit, count = self._layer.get("unit", "week"), slot * self._layer.get("every", 1)
        if unit != "month":
            return self._anchor + timedelta(**{f"{unit}s": count})
        month = self._anchor.year * 12 + self._anchor.month - 1 + count
        year, month = month // 12, month % 12 + 1
        return self._anchor.replace(
            year=year, month=month, day=min(self._anchor.day, monthrange(year, month)[1])
        )

    def _is_open(self, local):
        if "hours" not in self._layer:
            return True
        for hours in self._layer["hours"]:
            for day in (local.date() - timedelta(days=1), local.date()):
                if DAYS[day.weekday()] in hours.get("days", DAYS):
                    start, end = _on(day, hours.get("from", "00:00")), _on(day, hours.get("to", "24:00"))
                    end += timedelta(days=end <= start)
                    if start <= local < end:
                        return True
        return False

    def _of(self, slot):
        lineup = None
        for each in self._layer["lineups"]:
            if each.get("from_slot", 0) <= slot:
                lineup = each
        if lineup is None or not lineup["members"]:
            return "no line-up"
        slots = range(lineup.get("from_slot", 0), slot)
        turn = sum(map(self._is_active, slots)) if self._layer.get("advance") == "active" else len(slots)
        return lineup["members"][turn % len(lineup["members"])]

    def _is_active(self, slot):
        if slot not in self._active:
            local, end = self._begin(slot), self._begin(slot + 1)
            while local < end and not self._is_open(local):
                local += 15 * MINUTE  # all hours and anchors in these tests are on the quarter
            self._active[slot] = local < end
        return self._active[slot]


def _on(day, clock):
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
