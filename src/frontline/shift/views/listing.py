"""One section by itself, whole: the list that its conversations are opened from, too."""

from datetime import datetime

from django.urls import reverse

from frontline.inbox.queries import Page, Row, decode, encode, rows_of
from frontline.inbox.views.where import OtherList
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.shift import sections
from frontline.shift.gathering import Place, gather
from frontline.shift.laying_out import lay_out
from frontline.shift.scene import scene

SHIFT = "shift"


def listed(key: str, me: Teammate, after: str | None, limit: int) -> Page[Row]:
    """The rows of one section; of all together, as far as the page shows them, if none is named. Raises Invalid."""
    now = scene(me)
    if key not in _known():
        return Page([row for filled in lay_out(now) for row in filled.rows], None)
    parts = [part for part in sections.parts(now.desk, jumps_in=now.jumps_in) if part.section == key]
    found = gather(parts, now.instants, limit=limit + 1, after=_place(after) if after else None)
    places = found.get(key, [])
    known = {row.pk: row for row in rows_of((place.number for place in places[:limit]), me)}
    rows = [known[place.number] for place in places[:limit] if place.number in known]
    return Page(rows, _cursor(places[limit - 1]) if len(places) > limit else None)


def _cursor(place: Place) -> str:
    return encode(place.stage, place.rank, place.at.isoformat(), place.number)


def _place(cursor: str) -> Place:
    stage, rank, at, number = decode(cursor, 4)
    try:
        found = Place(int(stage), int(rank), datetime.fromisoformat(at), int(number))
    except ValueError:
        raise Invalid("That cursor is not one that this list gave: begin again without it.") from None
    if found.at.tzinfo is None or not (
        0 <= found.stage < 10 and 0 <= found.rank < 10 and found.number < 2**62
    ):
        raise Invalid("That cursor is not one that this list gave: begin again without it.")
    return found


def heading(key: str) -> str:
    return _known().get(key, "My shift")


def _address(key: str) -> str:
    return reverse("my-shift-section", args=[key]) if key in _known() else reverse("my-shift")


def _known() -> dict[str, str]:
    return {each.key: each.heading for each in sections.OWN}


LIST = OtherList(heading, _address, listed)
