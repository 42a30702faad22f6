"""A rotation as a specification: the JSON of docs/rotation.md, which `frontline rotation evaluate` takes."""

from datetime import datetime
from typing import Any

from frontline.rotation.models import Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.renaming import names_in


def specification(rotation: Rotation, from_at: datetime, until_at: datetime) -> dict[str, Any]:
    """The rotation, what it is derived from, and all that bears on them, over a window."""
    value = current().value
    derived = {each["name"]: each["expr"] for each in value["derived"]}
    needed, waiting = set[str](), {rotation.name}
    while waiting:
        needed |= waiting
        waiting = {n for name in waiting if name in derived for n in names_in(derived[name])} - needed
    return {
        "rotations": [each for each in value["rotations"] if each["name"] in needed],
        "teams": value["teams"],
        "amendments": [each for each in value["amendments"] if each["rotation"] in needed],
        "absences": value["absences"],
        "derived": [each for each in value["derived"] if each["name"] in needed],
        "from": from_at.isoformat(),
        "until": until_at.isoformat(),
    }
