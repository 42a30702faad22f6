"""Finding the customer behind an address, or making one."""

from django.db import IntegrityError, connection, transaction

from frontline.kernel import prepared
from frontline.people.models import Company, Customer, CustomerAddress, Teammate

# Written out, as each mail asks: Django takes longer to put this question together than PostgreSQL to answer it.
_KNOWN = """
    SELECT customer.id, customer.name, customer.company_id, customer.timezone, customer.created_at,
        company.id, company.name, company.domain, company.domain_is_verified, company.tier, company.created_at
    FROM people_customeraddress address
    JOIN people_customer customer ON customer.id = address.customer_id
    LEFT JOIN people_company company ON company.id = customer.company_id
    WHERE address.kind = %s AND address.value = %s
"""
_CUSTOMER = ("id", "name", "company_id", "timezone", "created_at")
_COMPANY = ("id", "name", "domain", "domain_is_verified", "tier", "created_at")


def customer_at(address: str, *, name: str = "", kind: str = "email") -> Customer:
    """The customer with this address (lower case), made if there is none; a nameless one learns the name given.

    Safe when two arrivals of one new customer are handled at the same time: both get the same customer.
    """
    found = _known(address, kind)
    if found is None:
        try:
            with transaction.atomic():
                found = Customer.objects.create(name=name[:160], company=_company_of(address))
                CustomerAddress.objects.create(customer=found, kind=kind, value=address)
        except IntegrityError:  # somebody else made it between our look and our insert
            found = _known(address, kind)
            assert found is not None
    elif name and not found.name:
        found.name = name[:160]
        found.save(update_fields=["name"])
    return found


def teammate_at(address: str) -> Teammate | None:
    """The active teammate with this e-mail address, if any."""
    return Teammate.objects.filter(email=address.lower(), is_active=True).first()


def _known(address: str, kind: str) -> Customer | None:
    found = prepared.run(_KNOWN, [kind, address])
    if not found:
        return None
    row = found[0]
    customer = Customer.from_db(connection.alias, _CUSTOMER, row[: len(_CUSTOMER)])
    company = row[len(_CUSTOMER) :]
    customer.company = Company.from_db(connection.alias, _COMPANY, company) if company[0] else None
    return customer


def _company_of(address: str) -> Company | None:
    domain = address.rpartition("@")[2]
    return Company.objects.filter(domain=domain, domain_is_verified=True).first() if domain else None
