"""What accounts at other systems, and what came of them, say of a customer who is erased."""

from frontline.events.models import Event
from frontline.people import erasing
from frontline.people.erasing import Erased
from frontline.people.models import Customer
from frontline.tiers.models import Account


def register_step() -> None:
    """Called from AppConfig.ready."""
    erasing.register("tiers.accounts", _accounts, order=600)


def _accounts(erased: Erased, after: int) -> int | None:
    Account.objects.filter(email__in=erased.addresses).update(email="")
    company = Customer.objects.values_list("company", flat=True).get(pk=erased.customer_id)
    about = Event.objects.filter(subject_kind="company", subject_id=company or 0)
    erasing.scrub_events(about.iterator(), erased.scrubber)
    return None
