"""Bounces: a delivery report (RFC 3464) marks the dispatch that it is about."""

from frontline.inbox.channel import DeliveryFailure, InboundMessage
from frontline.inbox.dispatching import fail
from frontline.inbox.models import Dispatch


def mark(message: InboundMessage) -> str:
    """Note each failure of the report on its dispatch; what came of it, in a sentence."""
    marked = [dispatch for failure in message.failures if (dispatch := _mark(failure))]
    if not marked:
        return "A delivery report about no message of ours"
    return "A delivery report about " + ", ".join(
        sorted({f"{d.address} in #{d.message.conversation_id}" for d in marked})
    )


def _mark(failure: DeliveryFailure) -> Dispatch | None:
    dispatch = (
        Dispatch.objects.select_for_update(of=("self",))
        .select_related("message__conversation")
        .filter(
            message__message_id=failure.message_id,
            message__direction="out",
            address=failure.recipient.lower(),
        )
        .first()
    )
    if dispatch is None:
        return None
    dispatch.answer = f"{failure.status} {failure.diagnostic}".strip()[:500]
    if failure.is_permanent:
        fail(dispatch, permanent=True)
    else:
        dispatch.save(update_fields=["answer"])
    return dispatch
