"""Attributing: which product a conversation is about. Numbers and studies are by product."""

from frontline.events.recording import Actor, record
from frontline.inbox import events
from frontline.inbox.clocks.following import FIELDS, follow
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock
from frontline.people.models import Product


def set_product(
    conversation: Conversation, product: Product | None, *, why: str = "", by: Actor | str
) -> Conversation:
    """Say what it is about, or that it is about none."""
    with locked(conversation) as fresh:
        if attribute(fresh, product, why=why, by=by):
            follow(fresh, at=clock.now())  # its team may work by another calendar
            fresh.save(update_fields=["product", *FIELDS])
    return fresh


def attribute(conversation: Conversation, product: Product | None, *, why: str, by: Actor | str) -> bool:
    """Set it on a conversation that the caller has locked, and will save. Whether anything changed."""
    before = conversation.product
    if before == product:
        return False
    conversation.product = product
    record(
        events.PRODUCT_SET,
        conversation.as_subject,
        by=by,
        why=why,
        to=product.name if product else None,
        was=before.name if before else None,
    )
    return True
