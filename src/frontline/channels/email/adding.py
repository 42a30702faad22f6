"""Adding an address that customers write to."""

from django.db import transaction

from frontline.channels.email.models import SupportAddress
from frontline.events.recording import Actor, record
from frontline.kernel.refusal import Refusal
from frontline.people.models import Product


class AddressTaken(Refusal):
    """The address is one of ours already."""

    code = "address_taken"


def add_address(
    address: str, name: str = "", *, product: Product | None = None, by: Actor | str
) -> SupportAddress:
    """Take in mail to `address` (lower case) from now on; `name` is the sender's name of replies.

    The first one is also where mail goes out from by default. Raises AddressTaken.
    """
    with transaction.atomic():
        if SupportAddress.objects.filter(address=address).exists():
            raise AddressTaken(f"{address} is a support address already.")
        made = SupportAddress.objects.create(
            address=address,
            name=name[:80],
            product=product,
            is_default=not SupportAddress.objects.filter(is_default=True).exists(),
        )
        record("support_address.added", ("support_address", made.pk), by=by, address=address)
    return made
