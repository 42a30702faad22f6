"""The fixed cast: whoever appears in a test is one of these."""

from dataclasses import dataclass

import pytest

from frontline.people.finding import customer_at
from frontline.people.models import Company, Customer, Product, Role, Team, Teammate, Workspace


@dataclass(frozen=True, slots=True)
class Cast:
    lead: Teammate
    mia: Teammate
    """A support engineer."""
    tom: Teammate
    """An engineer of the platform team."""
    ada: Customer
    """A customer of Northwind (ada@northwind.example)."""
    eve: Customer
    """A customer of another company (eve@elsewhere.example)."""
    product: Product
    workspace: Workspace


@pytest.fixture
def cast(db: None) -> Cast:
    """A workspace with its people."""
    return make_cast()


def make_cast() -> Cast:
    support, platform = Team.objects.create(name="Support"), Team.objects.create(name="Platform")
    company = Company.objects.create(
        name="Northwind", domain="northwind.example", domain_is_verified=True, tier="priority"
    )
    Company.objects.create(name="Elsewhere", domain="elsewhere.example", domain_is_verified=True)
    ada = customer_at("ada@northwind.example", name="Ada Okafor")
    assert ada.company == company
    return Cast(
        lead=_teammate("lena@acme.example", "Lena Berg", Role.LEAD, support),
        mia=_teammate("mia@acme.example", "Mia Rask", Role.SUPPORT, support),
        tom=_teammate("tom@acme.example", "Tom Lindqvist", Role.ENGINEER, platform),
        ada=ada,
        eve=customer_at("eve@elsewhere.example", name="Eve Marsh"),
        product=Product.objects.create(name="Postgres", team=platform),
        workspace=Workspace.objects.create(id=1, name="Acme Cloud"),
    )


def _teammate(email: str, name: str, role: str, team: Team) -> Teammate:
    made = Teammate(email=email, name=name, role=role, team=team)
    made.set_password("correct horse battery staple")
    made.save()
    return made
