"""Storms: a flood from one sender (a loop, a broken script) is taken in whole and answered by nothing automatic."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from frontline.events.recording import record
from frontline.inbox import events
from frontline.inbox.inserting import Together
from frontline.inbox.models import Storm
from frontline.kernel import clock
from frontline.people.models import Customer

MANY = 200
WITHIN = timedelta(minutes=10)
# Whether there are so many besides the one that is being written. Reads at most MANY entries of the index, however many
# there are.
_MANY = """(
    SELECT true FROM inbox_message WHERE customer_id = {} AND direction = 'in' AND at > {}
    ORDER BY at DESC OFFSET {} LIMIT 1
)"""


def ask(together: Together, customer: Customer, at: datetime) -> None:
    """Ask whether the message that is written `together` makes many of what the customer wrote lately: `notice` it."""
    together.ask(_MANY, customer, at - WITHIN, MANY - 2)  # besides it, OFFSET begins at 0


def notice(customer: Customer, address: str, at: datetime) -> None:
    """The message of that instant makes a storm, or is one more of it."""
    storm, began = Storm.objects.get_or_create(
        customer=customer, defaults={"address": address, "began_at": at, "last_at": at}
    )
    if not began and storm.last_at < at - WITHIN:
        storm.began_at, began = at, True
    storm.last_at = max(storm.last_at, at)
    storm.save(update_fields=["began_at", "last_at"])
    if began:
        record(
            events.STORM, ("customer", customer.pk), by="Frontline", why=f"{MANY} messages within 10 minutes"
        )


def is_raging(customer: Customer) -> bool:
    """Whether this customer's messages come as a storm right now."""
    return raging().filter(customer=customer).exists()


def raging() -> QuerySet[Storm]:
    """The storms of now, newest first."""
    return (
        Storm.objects.filter(last_at__gt=clock.now() - WITHIN).select_related("customer").order_by("-last_at")
    )
