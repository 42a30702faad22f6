from frontline.people.models.api_token import ApiToken
from frontline.people.models.customer import Company, Customer, CustomerAddress, Tier
from frontline.people.models.erasure import Erasure
from frontline.people.models.product import Product
from frontline.people.models.teammate import Role, Team, Teammate
from frontline.people.models.workspace import Workspace

__all__ = [
    "ApiToken",
    "Company",
    "Customer",
    "CustomerAddress",
    "Erasure",
    "Product",
    "Role",
    "Team",
    "Teammate",
    "Tier",
    "Workspace",
]
