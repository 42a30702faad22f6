"""What an address of the rotation's pages asks for: which weeks, in whose zone, which stretch of which rotation."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation.lanes.axis import WEEKS, Axis, week_of
from frontline.rotation.lanes.block import Viewer
from frontline.rotation.plan.loading import Plan

_EARLIEST, _LATEST = date(2000, 1, 1), date(2190, 1, 1)


def me(request: HttpRequest) -> Teammate:
    """The signed-in teammate. The middleware lets nobody else come this far."""
    assert isinstance(request.user, Teammate)
    return request.user


def zone_of(teammate: Teammate) -> str:
    """Their zone; UTC if the clocks of this machine don't know it."""
    try:
        return ZoneInfo(teammate.timezone).key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"


@dataclass(frozen=True)
class Looking:
    """Which weeks somebody looks at; all of it stands in the address. `begins_on` is a Monday, None for this week."""

    weeks: int = 4
    begins_on: date | None = None
    zone: str = "mine"
    form: str = "lanes"

    def address(self, **other: object) -> str:
        """The timeline's address, with some of it otherwise."""
        said = {
            "from": self.begins_on.isoformat() if self.begins_on else "",
            "weeks": self.weeks if self.weeks != WEEKS[0] else "",
            "zone": self.zone if self.zone != "mine" else "",
            "form": self.form if self.form != "lanes" else "",
            **other,
        }
        kept = urlencode({key: value for key, value in said.items() if value})
        return reverse("rotation") + (f"?{kept}" if kept else "")

    def moved(self, axis: Axis, by: int) -> str:
        """The address of so many axes later."""
        begins_on = axis.begins_on + timedelta(weeks=by * self.weeks)
        return self.address(**{"from": begins_on.isoformat() if _EARLIEST < begins_on < _LATEST else ""})


def looking(given: QueryDict) -> Looking:
    """What can't be understood is as if it weren't there."""
    weeks = given.get("weeks", "")
    begins_on = _day(given.get("from", ""))
    return Looking(
        weeks=int(weeks) if weeks in {str(each) for each in WEEKS} else WEEKS[0],
        begins_on=begins_on - timedelta(days=begins_on.weekday()) if begins_on else None,
        zone="rotation" if given.get("zone") == "rotation" else "mine",
        form="list" if given.get("form") == "list" else "lanes",
    )


def axis_for(look: Looking, viewer: Teammate, plan: Plan) -> Axis:
    """In the viewer's zone, or in that of the first rotation (the hero's, if there is one)."""
    theirs = [each.timezone for each in plan.rotations.values() if not each.is_derived]
    zone = theirs[0] if look.zone == "rotation" and theirs else zone_of(viewer)
    return Axis(zone, look.begins_on or week_of(clock.now(), zone), look.weeks)


def viewer_for(look: Looking, teammate: Teammate) -> Viewer:
    zone = None if look.zone == "rotation" else zone_of(teammate)
    return Viewer(teammate.pk, teammate.is_lead, zone, clock.now())


def instant(text: str) -> datetime:
    """An instant as addresses and forms have it, aware. Raises Invalid."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not _EARLIEST <= at.date() <= _LATEST:
        raise Invalid(
            "This address names no time that we know. Go back to the rotation and choose the shift again."
        )
    return at.astimezone(UTC).replace(microsecond=0)


def whole(text: str) -> int:
    """A number as addresses have it; 0 for none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None
