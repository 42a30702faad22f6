"""Which of our companies an account at a source is: by its domain, then by a customer's address; or said by a lead."""

from collections.abc import Mapping

from django.db import connection, transaction

from frontline.events.recording import Actor, record
from frontline.kernel.refusal import Invalid
from frontline.people.models import Company
from frontline.tiers import events
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.models import Account
from frontline.tiers.settling import settle

_BY_DOMAIN = """
    UPDATE tiers_account account SET company_id = company.id, match = 'domain'
    FROM people_company company
    WHERE account.company_id IS NULL AND account.domain <> '' AND company.domain = account.domain {only}
"""
_BY_ADDRESS = """
    UPDATE tiers_account account SET company_id = customer.company_id, match = 'address'
    FROM people_customeraddress address JOIN people_customer customer ON customer.id = address.customer_id
    WHERE account.company_id IS NULL AND account.email <> '' AND address.kind = 'email'
        AND address.value = account.email AND customer.company_id IS NOT NULL {only}
"""
# All at once: addresses are read from their end, for which there is no index.
_COLLEAGUES = """
    UPDATE people_customer customer SET company_id = company.id
    FROM people_customeraddress address JOIN people_company company
        ON company.domain = split_part(address.value, '@', 2) AND company.domain = ANY(%s)
    WHERE address.kind = 'email' AND address.customer_id = customer.id AND customer.company_id IS NULL
"""


def match(*, only: list[int] | None = None) -> None:
    """Find the company of each account that has none; of these accounts (ids) alone, if given."""
    narrowed, values = ("AND account.id = ANY(%s)", [only]) if only is not None else ("", [])
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (_BY_DOMAIN, _BY_ADDRESS):
            cursor.execute(statement.format(only=narrowed), values)


@transaction.atomic
def match_by_hand(account: Account, company: Company, *, by: Actor | str) -> None:
    """This account is that company's, until somebody says otherwise."""
    Account.objects.filter(pk=account.pk).update(company=company, match=Account.Match.HAND)
    record(
        events.MATCHED,
        events.subject(company.pk),
        by=by,
        source=account.source,
        external_id=account.external_id,
    )
    before = [account.company_id] if account.company_id else []
    settle([company.pk, *before], by=by)


def company_at(domain: str, *, name: str = "", by: Actor | str) -> Company:
    """The company with this domain, made if there is none. Raises Invalid for what is no company's own domain."""
    own = own_domain(domain)
    if not own:
        raise Invalid(f"{domain[:80] or 'Nothing'} is not a company's own domain, such as northwind.example.")
    return companies_at({own: name}, by=by)[own]


@transaction.atomic
def companies_at(names: Mapping[str, str], *, by: Actor | str) -> dict[str, Company]:
    """The companies with these domains, by domain; those that are missing are made, with the name given.

    Customers who write from there and belong to nobody belong to them from then on.
    """
    known = set(Company.objects.filter(domain__in=names).values_list("domain", flat=True))
    missing = sorted(set(names) - known)
    for domain in missing:
        company, is_new = Company.objects.get_or_create(
            domain=domain,
            defaults={"name": names[domain].strip()[:160] or domain, "domain_is_verified": True},
        )
        if is_new:
            record(events.ADDED, events.subject(company.pk), by=by, name=company.name, domain=domain)
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(_COLLEAGUES, [missing])
    return {company.domain: company for company in Company.objects.filter(domain__in=names)}
