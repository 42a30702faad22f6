"""What is known of companies, from the database in the shape that the rules see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from frontline.people.models import Company
from frontline.tiers.facts import ByHand, Deal, Facts, Subscription
from frontline.tiers.models import Agreement, Pin, RuleSet
from frontline.tiers.rules import DEFAULTS, Rule, from_json


def current_rules() -> tuple[Rule, ...]:
    """The rules that hold now: the newest version, or the defaults."""
    newest = RuleSet.objects.first()
    return from_json(newest.rules) if newest else DEFAULTS


def facts_of(companies: Iterable[Company]) -> dict[int, Facts]:
    """The facts of each, by the company's id, in two queries."""
    domains = {company.pk: company.domain for company in companies}
    subscriptions: Mapping[int, list[Subscription]] = defaultdict(list)
    deals: Mapping[int, list[Deal]] = defaultdict(list)
    agreements = Agreement.objects.filter(account__company__in=list(domains)).select_related("account")
    for each in agreements:
        company = each.account.company_id
        assert company is not None
        if each.kind == Agreement.Kind.SUBSCRIPTION:
            subscriptions[company].append(as_subscription(each))
        else:
            deals[company].append(as_deal(each))
    pins = {
        pin.company_id: pin for pin in Pin.objects.filter(company__in=list(domains)).select_related("set_by")
    }
    return {
        pk: Facts(
            domain=domain,
            subscriptions=tuple(subscriptions.get(pk, ())),
            deals=tuple(deals.get(pk, ())),
            by_hand=by_hand(pins[pk]) if pk in pins else None,
        )
        for pk, domain in domains.items()
    }


def as_subscription(row: Agreement) -> Subscription:
    return Subscription(
        source=row.account.get_source_display(),
        plan=row.name,
        monthly=row.monthly,
        currency=row.currency,
        since_on=row.since_on,
        is_trial=row.is_trial,
    )


def as_deal(row: Agreement) -> Deal:
    return Deal(row.account.get_source_display(), row.name, row.stage, row.is_open)


def by_hand(pin: Pin) -> ByHand:
    return ByHand(pin.tier, pin.until_on, pin.set_by.name if pin.set_by else "hand", pin.why)
