"""What the sample's companies have subscribed to, so that the rules come to the tiers that the story tells."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from frontline.config.sample import cast
from frontline.kernel import clock
from frontline.people.models import Company
from frontline.tiers.models import Account, Agreement, Source

PLANS = {
    "northwind": ("Enterprise", 2400),
    "brightline": ("Scale", 490),
    "kestrel": ("Enterprise", 3900),
    "nordlys": ("Scale", 490),
    "meridian": ("Team", 1180),
}
OTHERS = ("Team", 79)
DEAL = ("halvorsen", "Scale for Halvorsen's depots", "Contract sent")


def subscribe(firms: Sequence[Company]) -> None:
    """Write it down as if it had been uploaded. `firms` in the order of cast.COMPANIES."""
    now = clock.now()
    companies = {one.key: firm for one, firm in zip(cast.COMPANIES, firms, strict=True)}
    accounts = Account.objects.bulk_create(
        Account(
            source=Source.CSV,
            external_id=firm.domain,
            name=firm.name,
            domain=firm.domain,
            company=companies[firm.key],
            match=Account.Match.DOMAIN,
            read_at=now,
        )
        for firm in cast.COMPANIES
        if firm.tier != "community"
    )
    by_domain = {account.domain: account for account in accounts}
    agreements = []
    for firm in cast.COMPANIES:
        if firm.tier != "community":
            plan, monthly = PLANS.get(firm.key, OTHERS)
            agreements.append(
                Agreement(
                    account=by_domain[firm.domain],
                    kind=Agreement.Kind.SUBSCRIPTION,
                    external_id=plan,
                    name=plan,
                    monthly=Decimal(monthly),
                    currency="USD",
                    since_on=(now - timedelta(days=firm.days)).date(),
                    read_at=now,
                )
            )
    key, name, stage = DEAL
    agreements.append(
        Agreement(
            account=by_domain[companies[key].domain],
            kind=Agreement.Kind.DEAL,
            external_id=name,
            name=name,
            stage=stage,
            is_open=True,
            read_at=now,
        )
    )
    Agreement.objects.bulk_create(agreements)
