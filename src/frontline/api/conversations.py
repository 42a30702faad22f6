"""Conversations over REST."""

import hashlib
import json
import secrets
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Status
from ninja.responses import Response

from frontline.api import shapes, showing
from frontline.api.shapes import UNSET
from frontline.api.signing_in import caller
from frontline.channels.api.channel import checked_address, decoded
from frontline.inbox import assigning, closing, noting, receiving, reopening, replying, searching
from frontline.inbox.accepting import accept
from frontline.inbox.access import conversation_visible_to, conversations_visible_to
from frontline.inbox.briefs import newest_first, queued
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.clocks.explaining import explain
from frontline.inbox.models import Conversation
from frontline.inbox.timeline import timeline
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.finding import teammate_at
from frontline.people.models import CustomerAddress, Teammate

router = Router(tags=["conversations"])
_ONCE = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "schema": {"type": "string"},
            "description": "Sent again with the same key after a broken connection, it is still done once.",
        }
    ]
}


@router.get("", response=shapes.Conversations, summary="List conversations, the highest number first")
def index(
    request: HttpRequest,
    status: Annotated[Literal["open", "closed"] | None, UNSET] = None,
    assignee: Annotated[
        str | None, UNSET, Field(description="A teammate's e-mail address, `me`, or `none`.")
    ] = None,
    search: Annotated[
        str | None, UNSET, Field(description="All these words, in any message or note.")
    ] = None,
    order: Annotated[
        Literal["number", "queue"],
        Field(description="`queue`: what is open and not snoozed, as it is to be answered."),
    ] = "number",
    cursor: Annotated[str | None, UNSET] = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> Response:
    """By number, descending, an order that never changes while pages are read; or as the queue is. Times are UTC."""
    me = caller(request)
    found = conversations_visible_to(me)
    if status:
        found = found.filter(status=status)
    found = _assigned(found, assignee, me)
    if search is not None:
        found = searching.found(found, search)
    listing = queued if order == "queue" else newest_first
    page = listing(found, after=cursor, limit=limit)
    # As it is: to hold fifty rows against their shape once more takes longer than to ask for them.
    return Response(
        {"items": [showing.brief(row) for row in page.rows], "next_cursor": page.next_cursor},
        content_type="application/json; charset=utf-8",
    )


@router.get("/{int:number}", response=shapes.WholeConversation, summary="One conversation with its entries")
def show(
    request: HttpRequest,
    number: int,
    before: str | None = None,
    limit: Annotated[int, Field(ge=1, le=1000)] = 1000,
) -> dict[str, Any]:
    """Entries are in the order of their time, oldest first; the last `limit`, or the last before a cursor."""
    conversation = conversation_visible_to(caller(request), number)
    entries = timeline(conversation, before=before, limit=limit)
    return {
        **_one(conversation),
        "clocks": [showing.clock(each) for each in explain(conversation, clock.now())],
        "entries": [showing.entry(e) for e in entries.entries],
        "earlier_cursor": entries.earlier_cursor,
    }


@router.post(
    "",
    response={201: shapes.Conversation},
    summary="Open a conversation in a customer's name",
    openapi_extra=_ONCE,
)
def create(request: HttpRequest, new: shapes.NewConversation) -> Status[dict[str, Any]]:
    """The customer's first message, acknowledged like any other. The same Idempotency-Key and body make it once."""
    me = caller(request)
    _check(new)
    raw = json.dumps(new.model_dump(), sort_keys=True).encode()
    kept = accept(
        "api",
        external_id=_submission(request, me) or secrets.token_urlsafe(32),
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        envelope={"via": "api", "by": me.name},
    )
    # Now, so that the answer can name it; if a worker was quicker, it is there already.
    receiving.receive(kept.pk)
    made = Conversation.objects.filter(messages__intake_id=kept.pk).first()
    if made is None:
        raise Invalid("It was accepted, but could not be read: see it under /intakes.")
    return Status(201, _one(conversation_visible_to(me, made.number)))


@router.post(
    "/{int:number}/messages",
    response={201: shapes.Entry},
    summary="Reply to everyone who takes part",
    openapi_extra=_ONCE,
)
def reply(request: HttpRequest, number: int, new: shapes.NewReply) -> Status[dict[str, Any]]:
    """Sent after the time in which it can be undone. The first to reply becomes the assignee."""
    me = caller(request)
    conversation = conversation_visible_to(me, number)
    made = replying.reply(
        conversation,
        new.text,
        attachments=_files(new),
        seen=new.seen,
        submission=_submission(request, me),
        by=me,
    )
    return Status(201, _entry(conversation, f"message-{made.pk}"))


@router.post(
    "/{int:number}/notes",
    response={201: shapes.Entry},
    summary="Add a note, for teammates only",
    openapi_extra=_ONCE,
)
def note(request: HttpRequest, number: int, new: shapes.NewText) -> Status[dict[str, Any]]:
    me = caller(request)
    conversation = conversation_visible_to(me, number)
    made = noting.note(
        conversation, new.text, attachments=_files(new), submission=_submission(request, me), by=me
    )
    return Status(201, _entry(conversation, f"note-{made.pk}"))


@router.put("/{int:number}/assignee", response=shapes.Conversation, summary="Assign it, or to nobody")
def assign(request: HttpRequest, number: int, new: shapes.NewAssignee) -> dict[str, Any]:
    me = caller(request)
    conversation = conversation_visible_to(me, number)
    assigning.assign(conversation, _teammate(new.email) if new.email else None, by=me)
    return _one(conversation_visible_to(me, number))


@router.post("/{int:number}/closure", response=shapes.Conversation, summary="Close it")
def close(request: HttpRequest, number: int, reason: shapes.Reason | None = None) -> dict[str, Any]:
    me = caller(request)
    closing.close(conversation_visible_to(me, number), why=reason.why if reason else "", by=me)
    return _one(conversation_visible_to(me, number))


@router.delete("/{int:number}/closure", response=shapes.Conversation, summary="Reopen it")
def reopen(request: HttpRequest, number: int) -> dict[str, Any]:
    me = caller(request)
    reopening.reopen(conversation_visible_to(me, number), by=me)
    return _one(conversation_visible_to(me, number))


def _submission(request: HttpRequest, me: Teammate) -> str:
    """The caller's Idempotency-Key, as their own, in 64 characters; empty if they gave none."""
    key = request.headers.get("Idempotency-Key", "")
    return hashlib.sha256(f"{me.pk}-{key}".encode()).hexdigest() if key else ""


def _assigned(found: QuerySet[Conversation], assignee: str | None, me: Teammate) -> QuerySet[Conversation]:
    if assignee is None:
        return found
    if assignee == "none":
        return found.filter(assignee=None)
    return found.filter(assignee=me if assignee == "me" else _teammate(assignee))


def _teammate(email: str) -> Teammate:
    found = teammate_at(email)
    if found is None:
        raise Invalid(f"There is no active teammate with the address {email[:80]}.")
    return found


def _check(new: shapes.NewConversation) -> None:
    try:
        checked_address(new.customer.email)
        for file in new.attachments:
            decoded(file.content)
    except ValueError as error:
        raise Invalid(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error


def _files(new: shapes.NewText) -> list[InboundAttachment]:
    try:
        return [InboundAttachment(f.name or "file", f.type, decoded(f.content)) for f in new.attachments]
    except ValueError as error:
        raise Invalid(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error


def one(me: Teammate, number: int) -> dict[str, Any]:
    """That conversation as it is now. Raises Absent."""
    return _one(conversation_visible_to(me, number))


def _one(row: Conversation) -> dict[str, Any]:
    return showing.conversation(row, _addresses([row.customer_id]))


def _addresses(customers: list[int]) -> dict[int, str]:
    rows = CustomerAddress.objects.filter(customer_id__in=customers, kind="email").order_by("-id")
    return {row.customer_id: row.value for row in rows}


def _entry(conversation: Conversation, key: str) -> dict[str, Any]:
    return next(showing.entry(e) for e in timeline(conversation).entries if e.key == key)
