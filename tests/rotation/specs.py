"""Short ways to write specifications, and to look at what comes out."""

from datetime import datetime

from frontline.rotation.evaluate import evaluate
from frontline.rotation.reading import read

WEEK = ("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")  # Monday to Monday
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def rotation(name="hero", members=("ann", "bob", "cid"), **more):
    return {
        "name": name,
        "anchor": "2026-03-02T00:00",
        "unit": "day",
        "lineups": [{"members": list(members)}],
        **more,
    }


def spec(*rotations, since=WEEK[0], until=WEEK[1], **more):
    return {"rotations": list(rotations) or [rotation()], "from": since, "until": until, **more}


def amendment(kind, teammate, instead_of=None, *, since=WEEK[0], until=WEEK[1], rotation="hero", **more):
    found = {"rotation": rotation, "kind": kind, "from": since, "to": until, "teammate": teammate, **more}
    return found if instead_of is None else {**found, "instead_of": instead_of}


def final(value, name="hero"):
    return evaluate(read(value))[name]


def told(value, name="hero"):
    """[(from, "ann bob")]: the beginnings, and who is on."""
    return [
        (shift.from_at.strftime("%m-%d %H:%M"), " ".join(duty.teammate for duty in shift.on))
        for shift in final(value, name)
    ]


def on(value, moment, name="hero"):
    """The duties at a moment."""
    at = datetime.fromisoformat(moment)
    return next(shift.on for shift in final(value, name) if shift.from_at <= at < shift.until_at)


def who(value, moment, name="hero"):
    return [duty.teammate for duty in on(value, moment, name)]
