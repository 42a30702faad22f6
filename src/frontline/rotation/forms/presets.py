"""The usual rotations, to begin from."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from frontline.kernel import clock
from frontline.rotation.forms.drafts import Draft, HoursDraft, LayerDraft

PRESETS = (
    ("weekly", "Weekly hero", "a week each, around the clock"),
    ("daily", "Daily, weekdays only", "Monday to Friday 9 to 17; nobody's turn falls on a weekend"),
    ("sun", "Follow the sun", "three places, each by day, every hour of the week"),
    ("custom", "Custom", "from an empty form"),
)
KEPT = ("name", "team", "is_hero")
# Each place works by its own clocks. The three leave out no hour of the year, because the last one stays an hour
# longer; where two meet, the priority says who has the time.
SUN = (
    ("Asia", "Asia/Singapore", "17:00"),
    ("Europe", "Europe/London", "17:00"),
    ("America", "America/Los_Angeles", "18:00"),
)


def preset(name: str, draft: Draft, timezone: str) -> Draft:
    """One of PRESETS, in a zone; the draft's name, team and first order stay."""
    today = clock.now().astimezone(ZoneInfo(timezone)).date()
    places = draft.layers[0].places if draft.layers else []
    said = {key: value for key, value in draft.said.items() if key in KEPT} | {
        "timezone": timezone,
        "anchor_on": (today - timedelta(days=today.weekday())).isoformat(),
        "hands_over_at": "09:00",
        "every": "1",
        "unit": "week",
        "advance": "always",
    }
    if name == "daily":
        said |= {"unit": "day", "advance": "active"}
        layers = [LayerDraft({"priority": "0"}, places, [hours("mon tue wed thu fri", "09:00", "17:00")])]
    elif name == "sun":
        layers = [_place(rank, *one, places if rank == 0 else []) for rank, one in enumerate(SUN)]
    else:
        layers = [LayerDraft({"priority": "0"}, places)]
        if name == "weekly" and not said.get("name"):
            said |= {"name": "Hero", "is_hero": "on"}
    told = next(label for key, label, _ in PRESETS if key == name)
    return Draft(said, layers, focus=f"preset-{name}", told=f"{told}: the form is filled in.")


def hours(days: str, begins: str, ends: str) -> HoursDraft:
    return {"days": days.split(), "begins": begins, "ends": ends}


def _place(rank: int, name: str, zone: str, ends: str, places: list[tuple[int, ...]]) -> LayerDraft:
    said = {"name": name, "priority": str(len(SUN) - rank), "timezone": zone, "hands_over_at": "09:00"}
    return LayerDraft(said, places, [hours("mon tue wed thu fri sat sun", "09:00", ends)])
