"""Any specification, most of them near a night when the clocks change."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

NIGHTS = (
    ("America/Chicago", "2020-03-07"),
    ("America/Chicago", "2020-10-31"),
    ("Australia/Lord_Howe", "2020-10-03"),
    ("Australia/Lord_Howe", "2021-04-03"),
    ("Europe/Berlin", "2026-10-24"),
    ("America/Sao_Paulo", "2017-10-14"),  # midnight is skipped
    ("Pacific/Apia", "2011-12-29"),  # a whole day is skipped
    ("Africa/Casablanca", "2023-03-18"),
    ("Antarctica/Troll", "2024-03-30"),  # two hours
    ("Asia/Kathmandu", "2026-01-05"),  # a quarter to the hour, and no change at all
)
NAMES = ("ann", "bob", "cid", "dan")
names = st.sampled_from(NAMES)
clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from((0, 15, 30)))
days = st.lists(st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun")), min_size=1, unique=True)
hours = st.fixed_dictionaries({"from": clocks, "to": clocks}, optional={"days": days})


def _instant(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


@st.composite
def intervals(draw, start, length):
    begin = start + timedelta(minutes=draw(st.integers(-600, 60 * length)))
    return {"from": _instant(begin), "to": _instant(begin + timedelta(minutes=draw(st.integers(1, 2000))))}


@st.composite
def amendments(draw, start, length):
    kind = draw(st.sampled_from(("replace", "add", "remove", "swap", "cover")))
    teammate, other = draw(st.permutations(NAMES))[:2]
    found = {"rotation": "r", "kind": kind, "teammate": teammate, **draw(intervals(start, length))}
    if kind == "swap" or (kind in {"replace", "cover"} and draw(st.booleans())):
        found["instead_of"] = other
    return found


@st.composite
def lineups(draw):
    members = st.lists(st.one_of(st.none(), names), max_size=4)
    return [
        {"from_slot": draw(st.integers(-30, 3)), "members": draw(members)}
        for _ in range(draw(st.integers(1, 3)))
    ]


@st.composite
def specs(draw, length=30):
    """One rotation "r" over `length` hours, with everything that one can have."""
    zone, night = draw(st.sampled_from(NIGHTS))
    start = datetime.fromisoformat(night).replace(tzinfo=UTC) + timedelta(hours=draw(st.integers(-12, 30)))
    anchor = datetime.fromisoformat(f"{night}T{draw(clocks)}") - timedelta(days=draw(st.integers(0, 9)))
    layer = st.fixed_dictionaries(
        {"priority": st.integers(0, 1), "hours": st.lists(hours, max_size=2)}, optional={"lineups": lineups()}
    )
    rotation = {
        "name": "r",
        "timezone": zone,
        "anchor": anchor.isoformat(),
        "unit": draw(st.sampled_from(("hour", "day", "week", "month"))),
        "every": draw(st.integers(1, 3)),
        "advance": draw(st.sampled_from(("always", "active"))),
        "lineups": draw(lineups()),
        "layers": draw(st.lists(layer, max_size=2)),
        "shadows": [{"teammate": draw(names), **draw(intervals(start, length))}],
    }
    return {
        "rotations": [rotation],
        "amendments": draw(st.lists(amendments(start, length), max_size=4)),
        "absences": [{"teammate": draw(names), **draw(intervals(start, length))}],
        "from": _instant(start),
        "until": _instant(start + timedelta(hours=length)),
    }
