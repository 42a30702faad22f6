"""Moving in: the workspace, its teams, teammates, addresses, companies and customers, before anything happens."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from frontline.channels.email.models import SupportAddress
from frontline.config.sample import cast, subscribing
from frontline.inbox import categorising
from frontline.kernel import clock
from frontline.people.models import Company, Customer, CustomerAddress, Product, Team, Teammate, Workspace

HOUSE = "Acme Cloud"
DOMAIN = "acme.example"


def move_in(password: str) -> dict[str, Teammate]:
    """Make all of them, in the caller's transaction; the teammates by key."""
    Workspace.objects.create(id=1, name=HOUSE, reply_promise="within one working day", is_sample=True)
    teams = {team.name: team for team in Team.objects.bulk_create(Team(name=name) for name in cast.TEAMS)}
    products = Product.objects.bulk_create(
        Product(name=name, team=teams[team]) for name, team in cast.PRODUCTS.items()
    )
    SupportAddress.objects.create(address=f"support@{DOMAIN}", name=HOUSE, is_default=True)
    SupportAddress.objects.create(address=f"postgres@{DOMAIN}", name="Acme Postgres", product=products[0])
    categorising.add_defaults()
    _customers()
    return _teammates(teams, password)


def _teammates(teams: dict[str, Team], password: str) -> dict[str, Teammate]:
    hashed = make_password(password)  # slow on purpose: once is enough, for they all have the same
    made = Teammate.objects.bulk_create(
        Teammate(
            email=f"{player.key}@{DOMAIN}",
            name=player.name,
            role=player.role,
            team=teams[player.team],
            timezone=player.timezone,
            signature=player.signature,
            password=hashed,
        )
        for player in cast.TEAMMATES
    )
    return {player.key: teammate for player, teammate in zip(cast.TEAMMATES, made, strict=True)}


def _customers() -> None:
    now = clock.now()
    firms = Company.objects.bulk_create(
        Company(name=firm.name, domain=firm.domain, domain_is_verified=True, tier=firm.tier)
        for firm in cast.COMPANIES
    )
    subscribing.subscribe(firms)
    since = {firm.domain: now - timedelta(days=firm.days) for firm in cast.COMPANIES}
    by_domain = {firm.domain: firm for firm in firms}
    customers = Customer.objects.bulk_create(
        Customer(name=one.name, timezone=one.timezone, company=by_domain.get(one.address.rpartition("@")[2]))
        for one in cast.CUSTOMERS
    )
    CustomerAddress.objects.bulk_create(
        CustomerAddress(customer=customer, value=one.address)
        for customer, one in zip(customers, cast.CUSTOMERS, strict=True)
    )
    # created_at is set by Django when a row is made; these have been with us for longer.
    for firm in firms:
        firm.created_at = since[firm.domain]
    for index, customer in enumerate(customers):
        customer.created_at = (
            customer.company.created_at if customer.company else now - timedelta(days=20 + 9 * index)
        )
    Company.objects.bulk_update(firms, ["created_at"])
    Customer.objects.bulk_update(customers, ["created_at"])
