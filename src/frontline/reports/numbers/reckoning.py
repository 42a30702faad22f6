"""What several charts of one page need is asked for once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from frontline.kernel import clock
from frontline.reports.numbers import figures
from frontline.reports.numbers.figures import Day
from frontline.reports.numbers.marks import marks_in
from frontline.reports.numbers.models import Mark
from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tallies import Tally, tallies, tallies_before


@dataclass
class Reckoned:
    """The figures of one scope, each worked out when it is first looked at."""

    scope: Scope

    @cached_property
    def tallies(self) -> list[Tally]:
        return tallies(self.scope)

    @cached_property
    def before(self) -> list[Tally]:
        """Of the period before."""
        return tallies_before(self.scope)

    @cached_property
    def days(self) -> dict[date, Day]:
        return figures.by_day(self.scope)

    @cached_property
    def ages(self) -> list[int]:
        """Of what is open now."""
        return figures.backlog(self.scope, clock.now())

    @property
    def open_now(self) -> int:
        return sum(self.ages)

    @cached_property
    def open_by_day(self) -> dict[date, int]:
        return figures.open_by_day(self.scope, self.open_now)

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_in(self.scope.period)

    def of(self, teammate: int) -> "Reckoned":
        """Of what one teammate did: of the same tallies, only theirs."""
        narrowed = Reckoned(self.scope.of(teammate))
        narrowed.tallies = [each for each in self.tallies if each.teammate == teammate]
        return narrowed
