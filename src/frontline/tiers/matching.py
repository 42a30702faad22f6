"""Which of our companies an account at a source is: by its domain, then by a customer's address; or said by a lead."""

from collections.abc import Mapping

from django.db import connection, transaction

from frontline.events.recording import Actor, Fact, record, record_all
from frontline.kernel.refusal import Invalid
from frontline.people.models import Company
from frontline.tiers import events
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.models import Account
from frontline.tiers.settling import AT_ONCE, settle

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
    Company.objects.bulk_create(
        [
            Company(name=names[each].strip()[:160] or each, domain=each, domain_is_verified=True)
            for each in missing
        ],
        ignore_conflicts=True,  # somebody else may be making one of them
    )
    made = Company.objects.filter(domain__in=missing).order_by("pk")
    facts = [
        Fact(events.ADDED, events.subject(one.pk), by=by, data={"name": one.name, "domain": one.domain})
        for one in made
    ]
    for first in range(0, len(facts), AT_ONCE):
        record_all(*facts[first : first + AT_ONCE])
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(_COLLEAGUES, [missing])
    return {company.domain: company for company in Company.objects.filter(domain__in=names)}
