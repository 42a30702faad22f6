"""Keeping the list of products: what we sell, part by part, and which team owns each. For leads."""

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.allowing import only_leads
from frontline.people.models import Product, Team, Teammate

ADDED = "product.added"
CHANGED = "product.changed"


class NameTaken(Refusal):
    """Another product is called that."""

    code = "name_taken"


def keep_product(product: Product | None, *, name: str, team: Team | None, by: Teammate) -> Product:
    """Add a product (None), or change one. Raises ForLeads, Invalid and NameTaken."""
    only_leads(by, "change the list of products")
    name = " ".join(storable(name).split())[:80]
    if not name:
        raise Invalid("The product has no name: say what it is called.")
    kept = product or Product()
    if product and (product.name, product.team) == (name, team):
        return product
    kept.name, kept.team = name, team
    try:
        with transaction.atomic():
            kept.save()
            kind = CHANGED if product else ADDED
            record(kind, ("product", kept.pk), by=by, name=name, team=team.name if team else None)
    except IntegrityError:
        raise NameTaken(f"There is a product “{name}” already.") from None
    return kept
