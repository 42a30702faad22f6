"""When the sample's people work: the team's calendar, with the public holidays of where it is."""

from datetime import timedelta

from frontline.config.sample.turns import WEEKS, ZONE
from frontline.hours.making import Terms, make
from frontline.hours.reading import typed
from frontline.kernel import clock
from frontline.people.models import Teammate

PLACE = "DE-BE"
WEEK = (*[typed("9-17")] * 5, (), ())


def keep_hours(people: dict[str, Teammate]) -> None:
    """Monday to Friday from nine to five where the lead is. In the caller's transaction."""
    with clock.standing_at(clock.now() - timedelta(weeks=WEEKS + 1)):
        make(Terms("Working hours", ZONE, WEEK, PLACE), by=people["lena"])
