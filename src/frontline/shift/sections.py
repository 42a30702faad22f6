"""The sections of the page, in their order. Another room adds one of its own by `register`.

Of its own sections each conversation stands in one: the parts of all of them together are every state that an open
conversation can be in, for everybody whose conversations stand on the page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from frontline.people.models import Teammate
from frontline.shift import states
from frontline.shift.gathering import Part
from frontline.shift.placing import Desk
from frontline.shift.states import State

Finding = Callable[[Teammate, int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Section:
    """`empty` says what there is none of; without it the section is left out while it is empty. `rows`: so many are
    shown on the page itself; `can_be_taken`: those that nobody has.

    `finds`, of another room's section, gives the numbers of so many conversations at most, in order, which then stand
    in no other section; `address` is where all of them are listed.
    """

    key: str
    heading: str
    order: int
    empty: str = ""
    rows: int = 8
    can_be_taken: bool = False
    finds: Finding | None = None
    address: str = ""


OVERDUE = Section("overdue", "Overdue", 10, "Nothing is overdue.", can_be_taken=True)
NEXT = Section("next", "Due next", 20, "Nothing is due soon.", can_be_taken=True)
UNASSIGNED = Section("unassigned", "Unassigned", 30, "Nobody else waits to be picked up.", can_be_taken=True)
OUTSIDE = Section(
    "outside",
    "Outside the hero's hours",
    35,
    "Nobody waits whom the hero is not there for.",
    can_be_taken=True,
)
MINE = Section("mine", "Waiting for me", 40, "Nobody else waits for you.")
STRAYS = Section("strays", "Whose assignee is away or has left", 50)
FOLLOWING = Section(
    "following", "Following up", 60, "No customer is silent, no call-back is promised for today."
)
ANSWERED = Section("answered", "Waiting for their customer", 90, rows=4)
PUT_OFF = Section("put-off", "Snoozed", 100, rows=4)

OWN = (OVERDUE, NEXT, UNASSIGNED, OUTSIDE, MINE, STRAYS, FOLLOWING, ANSWERED, PUT_OFF)
_others: list[Section] = []


def register(section: Section) -> None:
    """Show another room's section on everybody's page. Called from AppConfig.ready."""
    if section not in _others:
        _others.append(section)


def others() -> Sequence[Section]:
    """Those that other rooms have registered."""
    return _others


def parts(desk: Desk, *, jumps_in: bool = False) -> list[Part]:
    """What the own sections of a page take. `jumps_in`: also what nobody has, although others keep it."""
    return [*_parts(desk), *_outside(desk, jumps_in)]


def _parts(desk: Desk) -> Iterator[Part]:
    for section, stages in (
        (OVERDUE, (states.OVERDUE, states.OVERDUE_ASLEEP)),
        (NEXT, (states.DUE_NEXT,)),
        (FOLLOWING, (states.CALLED_BACK, states.WAKES_TODAY, states.SILENT)),
        (ANSWERED, (states.ANSWERED,)),
        (PUT_OFF, (states.PUT_OFF,)),
    ):
        for stage, state in enumerate(stages):
            yield from _whole_desk(section, state, stage, desk)
    if desk.keeps_unassigned:
        yield Part(UNASSIGNED.key, states.LATER, None)
    yield Part(MINE.key, states.LATER, (desk.mine,))
    yield Part(STRAYS.key, states.LATER, desk.strays)


def _whole_desk(section: Section, state: State, stage: int, desk: Desk) -> Iterator[Part]:
    yield Part(section.key, state, (desk.mine, *desk.strays), stage)
    if desk.keeps_unassigned:
        yield Part(section.key, state, None, stage)


def _outside(desk: Desk, jumps_in: bool) -> Iterator[Part]:
    if jumps_in and not desk.keeps_unassigned:
        waiting = (states.OVERDUE, states.OVERDUE_ASLEEP, states.CALLED_BACK, states.DUE_NEXT, states.LATER)
        yield from (Part(OUTSIDE.key, state, None, stage) for stage, state in enumerate(waiting))


def is_shown(section: Section, desk: Desk, *, jumps_in: bool = False) -> bool:
    """Whether a page of this desk has that section at all, be it empty."""
    if section is UNASSIGNED:
        return desk.keeps_unassigned
    if section is OUTSIDE:
        return jumps_in and not desk.keeps_unassigned
    return True
