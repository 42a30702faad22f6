"""Whose turn it is in the sample: the hero's rotation, Platform's, and what people agreed on since they were planned.

Mia is this week's hero and Tom the next one, whenever it is built; and Tom has been Platform's primary for three days,
because he was woken last night.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontline.kernel import clock
from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch, accept, ask_cover, ask_swap
from frontline.rotation.away.adding import add_days
from frontline.rotation.lining_up import From, change_lineup
from frontline.rotation.models import Rotation
from frontline.rotation.plan.changing import freeze
from frontline.rotation.plan.slots import begins
from frontline.rotation.planning import LayerPlan, Turning, derive_rotation, plan_rotation
from frontline.rotation.riding import ride_along

ZONE = "Europe/Berlin"  # where the lead is
WEEKS = 10  # that the rotations have been running
# Mia is the fifth: after ten weeks of six people it is her week.
FIRST = ("lena", "ngozi", "grace", "aiko", "mia", "tom")
SINCE = ("mia", "tom", "lena", "ngozi", "grace", "aiko", "diego")
PRIMARY = ("grace", "ngozi", "tom")
SECONDARY = {"secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}}
NINE, TEN = time(9), time(10)

People = dict[str, Teammate]


def take_turns(people: People) -> None:
    """Plan the rotations in the past, and let the weeks pass until now. In the caller's transaction."""
    hero = _plan(people)
    _agree(hero, people)
    freeze()


def _plan(people: People) -> Rotation:
    monday = _last(NINE, lambda day: day.weekday() == 0)
    woken = _last(TEN, lambda day: True) - timedelta(days=3)
    with clock.standing_at(_at(monday - timedelta(weeks=WEEKS, days=4), time(13, 20))):
        lena, team = people["lena"], people["tom"].team
        hero = plan_rotation(
            "Hero",
            Turning(ZONE, monday - timedelta(weeks=WEEKS), NINE),
            [LayerPlan([[people[key]] for key in FIRST])],
            is_hero=True,
            by=lena,
        )
        # The twelfth week is the third one's of three.
        since = woken - timedelta(weeks=WEEKS + 1)
        turns = LayerPlan([[people[key]] for key in PRIMARY])
        plan_rotation("Platform primary", Turning(ZONE, since, TEN), [turns], team=team, by=lena)
        derive_rotation("Platform secondary", SECONDARY, team=team, by=lena)
    return hero


def _agree(hero: Rotation, people: People) -> None:
    """Last week: Diego comes in and rides along first; Lena swaps with Grace; Grace covers an afternoon for Tom."""
    this = begins(hero, WEEKS)
    lena, grace, tom, diego, ngozi = (people[key] for key in ("lena", "grace", "tom", "diego", "ngozi"))

    def week(later: int) -> Stretch:
        return Stretch(begins(hero, WEEKS + later), begins(hero, WEEKS + later + 1))

    with clock.standing_at(this - timedelta(days=4)):
        order = [[people[key]] for key in SINCE]
        change_lineup(
            hero.layers.get(), order, begins=From.NEXT, why="Diego takes turns from now on", by=lena
        )
        ride_along(hero, diego, from_at=week(1).from_at, beside=tom, by=lena)
    with clock.standing_at(this - timedelta(days=3, hours=2)):
        swap = ask_swap(hero, lena, week(2), grace, week(4), why="I'm at a conference that week", by=lena)
    with clock.standing_at(this - timedelta(days=3)):
        accept(swap, by=grace)
        thursday = week(1).from_at + timedelta(days=3)
        part = Stretch(thursday + timedelta(hours=4), thursday + timedelta(hours=8))
        cover = ask_cover(hero, tom, part, why="School play", by=tom)
        accept(cover, by=grace)
        # Nobody has seen yet that this is her week: the conflict is there to be solved.
        wednesday = week(3).from_at.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=2)
        add_days(ngozi, wednesday, wednesday + timedelta(days=2), summary="Family in Abuja", by=ngozi)


def _last(hour: time, fits: Callable[[date], bool]) -> date:
    """The last day that fits and on which `hour` has passed, on the clocks of ZONE."""
    now = clock.now().astimezone(ZoneInfo(ZONE))
    day = now.date() if now.time() >= hour else now.date() - timedelta(days=1)
    while not fits(day):
        day -= timedelta(days=1)
    return day


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(ZONE))
