"""Working calendars for tests."""

from frontline.hours.loading import USUAL
from frontline.hours.making import Terms, make
from frontline.hours.reading import typed

BERLIN = "Europe/Berlin"


def hours_of(**days):
    """hours_of(mon="9-17", tue="22-6"): a day that is left out is closed."""
    return tuple(typed(days.get(day, "")) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))


def terms(name="Support", timezone=BERLIN, hours=USUAL, place=""):
    return Terms(name, timezone, hours, place)


def made(by, teams=(), **said):
    return make(terms(**said), teams=teams, by=by)
