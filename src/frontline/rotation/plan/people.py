"""Who is who. The evaluator knows names, so each teammate has one that nobody else has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontline.people.models import Teammate
from frontline.ui.words import initials


@dataclass(frozen=True, slots=True)
class Person:
    """A teammate as the plan knows them. `label` is unique: the name, with the e-mail address where two share one."""

    pk: int
    name: str
    label: str
    email: str
    timezone: str
    country: str
    team_id: int | None
    is_active: bool

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        return initials(self.name)


def everybody() -> dict[int, Person]:
    """All teammates there ever were, by id: line-ups and the log remember them."""
    fields = ("pk", "name", "email", "timezone", "country", "team_id", "is_active")
    rows = list(Teammate.objects.order_by("pk").values(*fields))
    shared = Counter(row["name"].strip() for row in rows)
    return {row["pk"]: Person(label=_label(row, shared), **row) for row in rows}


def by_label(people: Iterable[Person]) -> dict[str, Person]:
    return {person.label: person for person in people}


def _label(row: Mapping[str, str], shared: Mapping[str, int]) -> str:
    name = row["name"].strip()
    return name if name and shared[name] == 1 else f"{name} ({row['email']})".strip()
