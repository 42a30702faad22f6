"""What is known of a company, as the rules see it. Plain data, without database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Subscription:
    """Something that a company has subscribed to and that runs now."""

    source: str
    """Who says so, in words: "Stripe"."""
    plan: str
    monthly: Decimal | None = None
    """What it costs a month, in the currency's main unit; None where that depends on use."""
    currency: str = ""
    """ISO 4217, upper case."""
    since_on: date | None = None
    is_trial: bool = False
    """It runs, and nothing is paid for it yet."""

    @property
    def is_paid(self) -> bool:
        return not self.is_trial and self.monthly != 0


@dataclass(frozen=True, slots=True)
class Deal:
    """Something that is being sold to a company, or was."""

    source: str
    name: str
    stage: str
    is_open: bool
    """Neither won nor lost: in the sales process."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A tier that a person set, for a time."""

    tier: str
    until_on: date
    """The last day on which it holds, in UTC."""
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one company. The order within a tuple means nothing."""

    domain: str = ""
    subscriptions: tuple[Subscription, ...] = ()
    deals: tuple[Deal, ...] = ()
    by_hand: ByHand | None = None
