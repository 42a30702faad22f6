"""What a rotation is made of, as plain values. `reading` makes them from JSON; the evaluator takes nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from frontline.hours.arithmetic import ALWAYS, Week
from frontline.rotation.slots import Cadence

Kind = Literal["replace", "add", "remove", "swap", "cover"]
Member = tuple[str, ...]
"""Who has a slot together; empty when it is nobody's on purpose."""


@dataclass(frozen=True, slots=True)
class Lineup:
    """From a slot on: these members, in this order, the first of them in that slot."""

    from_slot: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A cadence with its line-ups, within weekly hours. Where layers meet, the highest priority has the time."""

    cadence: Cadence
    lineups: tuple[Lineup, ...]
    priority: int = 0
    week: Week = ALWAYS
    only_active: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """Instants, whole seconds since 1970 in UTC; the end is not part of it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """A newcomer rides along; with one person only, if `beside` names one."""

    teammate: str
    during: Interval
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    name: str
    layers: tuple[Layer, ...]
    shadows: tuple[Shadow, ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change for an interval. It never changes the order; left out again, all is as before."""

    rotation: str
    kind: Kind
    during: Interval
    teammate: str
    instead_of: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    teammate: str
    during: Interval


@dataclass(frozen=True, slots=True)
class Spec:
    """Names are unique among rotations and derived ones; what a derivation names exists, and nothing goes round."""

    window: Interval
    rotations: Mapping[str, Rotation]
    derived: Mapping[str, "Expression"] = field(default_factory=dict)
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Of:
    """Those who are on in another rotation."""

    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of a team, at all times."""

    team: str


@dataclass(frozen=True, slots=True)
class TeamOf:
    """Everybody of the teams of those who are on."""

    who: "Expression"


@dataclass(frozen=True, slots=True)
class Next:
    """Who comes after those who are on, in the order of a rotation."""

    name: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """The first that has anybody on."""

    choices: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Except:
    """The first, without anybody of the others."""

    who: "Expression"
    without: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Only in those hours; nobody otherwise."""

    who: "Expression"
    week: Week
    zone: str


@dataclass(frozen=True, slots=True)
class When:
    """Where somebody of `who` is of the team: `then`, or those themselves; `otherwise` (or nobody) elsewhere."""

    who: "Expression"
    team: str
    then: "Expression | None" = None
    otherwise: "Expression | None" = None


Expression = Of | Team | TeamOf | Next | Fallback | Except | Within | When
