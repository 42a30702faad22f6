"""Giving up an address that customers wrote to."""

from django.db import transaction

from frontline.channels.email.models import SupportAddress
from frontline.events.recording import Actor, record
from frontline.kernel.refusal import Refusal


class StillNeeded(Refusal):
    """Mail goes out from this address when nothing says otherwise."""

    code = "still_needed"


def remove_address(address: SupportAddress, *, by: Actor | str) -> None:
    """Refuse mail to it (550) from now on; what it brought stays. Raises StillNeeded for the default one."""
    with transaction.atomic():
        fresh = SupportAddress.objects.select_for_update().get(pk=address.pk)
        if fresh.is_default:
            raise StillNeeded(f"{fresh.address} is the default: make another the default first.")
        record("support_address.removed", ("support_address", fresh.pk), by=by, address=fresh.address)
        fresh.delete()


def make_default(address: SupportAddress, *, by: Actor | str) -> None:
    """Let mail go out from it when nothing says otherwise."""
    with transaction.atomic():
        SupportAddress.objects.filter(is_default=True).exclude(pk=address.pk).update(is_default=False)
        SupportAddress.objects.filter(pk=address.pk).update(is_default=True)
        record(
            "support_address.made_default", ("support_address", address.pk), by=by, address=address.address
        )
