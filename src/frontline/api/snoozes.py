"""Putting conversations off over REST."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from frontline.api import shapes
from frontline.api.conversations import one
from frontline.api.signing_in import caller
from frontline.inbox import snoozing
from frontline.inbox.access import conversation_visible_to

router = Router(tags=["conversations"])


@router.put("/{int:number}/snooze", response=shapes.Conversation, summary="Out of the queue until then")
def snooze(request: HttpRequest, number: int, new: shapes.NewSnooze) -> dict[str, Any]:
    """It comes back by itself, or before if the customer writes."""
    me = caller(request)
    found = conversation_visible_to(me, number)
    snoozing.snooze(found, new.until, why=new.why, is_theirs=new.theirs, by=me)
    return one(me, number)


@router.delete("/{int:number}/snooze", response=shapes.Conversation, summary="Back into the queue")
def wake(request: HttpRequest, number: int) -> dict[str, Any]:
    me = caller(request)
    snoozing.wake(conversation_visible_to(me, number), by=me)
    return one(me, number)
