"""What is known of companies, from the database in the shape that the rules see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from frontline.people.models import Company
from frontline.tiers.facts import ByHand, Deal, Facts, Subscription
from frontline.tiers.models import Agreement, Pin, RuleSet, Source
from frontline.tiers.rules import DEFAULTS, Rule, from_json

_TOLD = ("name", "monthly", "currency", "since_on", "is_trial", "stage", "is_open")
_LABELS = dict(Source.choices)


def current_rules() -> tuple[Rule, ...]:
    """The rules that hold now: the newest version, or the defaults."""
    newest = RuleSet.objects.first()
    return from_json(newest.rules) if newest else DEFAULTS


def facts_of(companies: Iterable[Company]) -> dict[int, Facts]:
    """The facts of each, by the company's id, in two queries."""
    domains = {company.pk: company.domain for company in companies}
    subscriptions: Mapping[int, list[Subscription]] = defaultdict(list)
    deals: Mapping[int, list[Deal]] = defaultdict(list)
    # Plain rows: a preview looks at every company there is.
    for company, kind, source, *told in Agreement.objects.filter(
        account__company__in=list(domains)
    ).values_list("account__company", "kind", "account__source", *_TOLD):
        name, monthly, currency, since_on, is_trial, stage, is_open = told
        if kind == Agreement.Kind.SUBSCRIPTION:
            one = Subscription(_LABELS[source], name, monthly, currency, since_on, is_trial)
            subscriptions[company].append(one)
        else:
            deals[company].append(Deal(_LABELS[source], name, stage, is_open))
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


def by_hand(pin: Pin) -> ByHand:
    return ByHand(pin.tier, pin.until_on, pin.set_by.name if pin.set_by else "hand", pin.why)
