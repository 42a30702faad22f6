"""Which tier a company has, and why. Pure: facts and rules in, a tier and a sentence out."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frontline.tiers.facts import Deal, Facts, Subscription
from frontline.tiers.rules import Rule, amount, names

OTHERWISE = "community"
LONGEST = 400  # characters of a reason: what an event keeps


@dataclass(frozen=True, slots=True)
class Decision:
    """A tier, the sentence that says why, and which rule it was (None: by hand, or none fitted)."""

    tier: str
    because: str
    rule: int | None = None


def decide(facts: Facts, rules: Sequence[Rule], on: date) -> Decision:
    """The tier on a day (UTC): what a person set for that day, else the first rule that fits, else Community."""
    hand = facts.by_hand
    if hand is not None and on <= hand.until_on:
        why = f": {hand.why}" if hand.why else ""
        return Decision(hand.tier, f"Set by {hand.who} until {hand.until_on.isoformat()}{why}"[:LONGEST])
    for number, rule in enumerate(rules):
        because = _why_it_fits(rule, facts)
        if because is not None:
            return Decision(rule.tier, because[:LONGEST], number)
    return Decision(OTHERWISE, _why_none(facts)[:LONGEST])


def said(one: Subscription) -> str:
    """A subscription in words: "Stripe: plan scale since 2026-03-01, 420 EUR a month"."""
    since = f" since {one.since_on.isoformat()}" if one.since_on else ""
    if one.is_trial:
        cost = ", on trial"
    elif one.monthly is None:
        cost = ", paid by use"
    else:
        cost = f", {amount(one.monthly, one.currency)} a month"
    return f"{one.source}: plan {one.plan or 'without a name'}{since}{cost}"


def said_of_deal(one: Deal) -> str:
    """A deal in words."""
    return f"{one.source}: deal “{one.name}” in stage {one.stage or 'without a name'}"


def _why_it_fits(rule: Rule, facts: Facts) -> str | None:
    """What makes the rule fit, in words; None if it does not."""
    if rule.is_empty:
        return None
    reasons: list[str] = []
    for is_asked, look in _CONDITIONS:
        if is_asked(rule):
            found = look(rule, facts)
            if found is None:
                return None
            if found not in reasons:
                reasons.append(found)
    return "; ".join(reasons)


def _plan(rule: Rule, facts: Facts) -> str | None:
    fitting = [one for one in facts.subscriptions if any(names(one.plan, plan) for plan in rule.plans)]
    return said(min(fitting, key=_weight)) if fitting else None


def _deal_for(rule: Rule, facts: Facts) -> str | None:
    fitting = [d for d in facts.deals if d.is_open and any(names(d.name, plan) for plan in rule.deals_for)]
    return min(map(said_of_deal, fitting), default=None)


def _deal_stage(rule: Rule, facts: Facts) -> str | None:
    wanted = {stage.strip().casefold() for stage in rule.deal_stages}
    fitting = [deal for deal in facts.deals if deal.stage.strip().casefold() in wanted]
    return min(map(said_of_deal, fitting), default=None)


def _at_least(rule: Rule, facts: Facts) -> str | None:
    assert rule.at_least is not None
    by_currency: dict[str, list[Subscription]] = defaultdict(list)
    for one in facts.subscriptions:
        if one.is_paid and one.monthly is not None and rule.currency in {"", one.currency}:
            by_currency[one.currency].append(one)
    for currency in sorted(by_currency):
        paid = by_currency[currency]
        total = sum((one.monthly or Decimal(0) for one in paid), Decimal(0))
        if total >= rule.at_least:
            if len(paid) == 1:
                return said(paid[0])
            sources = ", ".join(sorted({one.source for one in paid}))
            return f"{sources}: {amount(total, currency)} a month in {len(paid)} subscriptions"
    return None


def _paying(rule: Rule, facts: Facts) -> str | None:
    paid = [one for one in facts.subscriptions if one.is_paid]
    return said(min(paid, key=_weight)) if paid else None


def _domain(rule: Rule, facts: Facts) -> str | None:
    return f"Its domain is {facts.domain}" if facts.domain and facts.domain in rule.domains else None


_CONDITIONS: tuple[tuple[Callable[[Rule], bool], Callable[[Rule, Facts], str | None]], ...] = (
    (lambda rule: bool(rule.plans), _plan),
    (lambda rule: bool(rule.deals_for), _deal_for),
    (lambda rule: bool(rule.deal_stages), _deal_stage),
    (lambda rule: rule.at_least is not None, _at_least),
    (lambda rule: rule.is_paying, _paying),
    (lambda rule: bool(rule.domains), _domain),
)


def _weight(one: Subscription) -> tuple[bool, Decimal, str]:
    """The subscription that says most comes first: paid, then dear, then by its words, so that order means nothing."""
    return (not one.is_paid, -(one.monthly or Decimal(0)), said(one))


def _why_none(facts: Facts) -> str:
    if facts.subscriptions:
        return f"No rule fits. {said(min(facts.subscriptions, key=_weight))}"
    if facts.deals:
        return f"No rule fits. {min(map(said_of_deal, facts.deals))}"
    return "No rule fits: no subscription and no deal is known"
