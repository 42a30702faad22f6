"""Companies over REST: their tiers, and the facts that make them."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router

from frontline.api import company_shapes as shapes
from frontline.api.shapes import UNSET
from frontline.api.signing_in import caller
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Company
from frontline.tiers.allowing import only_leads
from frontline.tiers.deciding import decide
from frontline.tiers.keeping import DEAL, SUBSCRIPTION, AgreementRead
from frontline.tiers.knowing import current_rules, facts_of
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.matching import company_at
from frontline.tiers.models import Agreement
from frontline.tiers.telling import tell

router = Router(tags=["companies"])


@router.get("", response=shapes.Companies, summary="List companies, the newest first")
def index(
    request: HttpRequest,
    tier: Annotated[shapes.Tier | None, UNSET] = None,
    cursor: Annotated[str | None, UNSET] = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    rows = Company.objects.order_by("-pk")
    if tier:
        rows = rows.filter(tier=tier)
    if cursor:
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
            raise Invalid("That cursor is not one that this list gave: begin again without it.")
        rows = rows.filter(pk__lt=int(cursor))
    page = list(rows[: limit + 1])
    return {
        "items": [_shown(company) for company in page[:limit]],
        "next_cursor": str(page[limit - 1].pk) if len(page) > limit else None,
    }


@router.get("/{key}", response=shapes.CompanyWithFacts, summary="One company, with why it has its tier")
def show(request: HttpRequest, key: str) -> dict[str, Any]:
    """`key` is its id, or its domain."""
    return _with_facts(_company(key))


@router.put("/{key}/facts", response=shapes.CompanyWithFacts, summary="Say what it has subscribed to")
def put_facts(request: HttpRequest, key: str, new: shapes.NewFacts) -> dict[str, Any]:
    """For leads. Replaces what this interface said before; what Stripe, HubSpot and uploads say stays.

    A domain that is not known yet makes a company.
    """
    me = caller(request)
    only_leads(me, "say what a company has subscribed to")
    company = _found(key) or (None if key.isdigit() else company_at(key, name=new.name, by=me))
    if company is None:
        raise Absent("There is no such company.")
    tell(company, [*map(_subscription, new.subscriptions), *map(_deal, new.deals)], by=me)
    company.refresh_from_db()
    return _with_facts(company)


def _found(key: str) -> Company | None:
    if key.isascii() and key.isdigit() and len(key) < 19:
        return Company.objects.filter(pk=int(key)).first()
    domain = own_domain(key)
    return Company.objects.filter(domain=domain).first() if domain else None


def _company(key: str) -> Company:
    found = _found(key)
    if found is None:
        raise Absent("There is no such company.")
    return found


def _subscription(new: shapes.NewSubscription) -> AgreementRead:
    return AgreementRead(
        "",
        SUBSCRIPTION,
        "",
        name=new.plan,
        monthly=new.monthly_amount,
        currency=new.currency.upper(),
        since_on=new.since,
        is_trial=new.trial,
    )


def _deal(new: shapes.NewDeal) -> AgreementRead:
    return AgreementRead("", DEAL, "", name=new.name, stage=new.stage, is_open=new.open)


def _amount(value: Decimal | None) -> Decimal | None:
    """Without the zeros that the database adds."""
    return Decimal(f"{value:f}".rstrip("0").rstrip(".")) if value else value


def _shown(company: Company) -> dict[str, Any]:
    return {"id": company.pk, "name": company.name, "domain": company.domain, "tier": company.tier}


def _with_facts(company: Company) -> dict[str, Any]:
    facts = facts_of([company])[company.pk]
    hand = facts.by_hand
    agreements = list(
        Agreement.objects.filter(account__company=company).select_related("account").order_by("pk")
    )
    return {
        **_shown(company),
        "because": decide(facts, current_rules(), clock.now().date()).because,
        "subscriptions": [
            {
                "source": each.account.source,
                "plan": each.name,
                "monthly_amount": _amount(each.monthly),
                "currency": each.currency,
                "since": each.since_on,
                "trial": each.is_trial,
            }
            for each in agreements
            if each.kind == SUBSCRIPTION
        ],
        "deals": [
            {"source": each.account.source, "name": each.name, "stage": each.stage, "open": each.is_open}
            for each in agreements
            if each.kind == DEAL
        ],
        "set_by_hand": {"tier": hand.tier, "until": hand.until_on, "by": hand.who, "why": hand.why}
        if hand
        else None,
    }
