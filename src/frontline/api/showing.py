"""Our models in the shapes of the REST interface."""

from collections.abc import Sequence
from typing import Any

from frontline.api import shapes
from frontline.inbox.access import category_names
from frontline.inbox.briefs import Brief
from frontline.inbox.clocks.explaining import Explained
from frontline.inbox.models import Attachment, Category, Conversation, Dispatch, Intake
from frontline.inbox.timeline import Entry
from frontline.kernel.sanitising import sanitise
from frontline.ui.markdown import render

_ORDER = ("failed", "queued", "sending", "sent")


def conversation(row: Conversation, addresses: dict[int, str]) -> dict[str, Any]:
    """A conversation; `addresses` maps the customers' ids to their first address."""
    waits_for_us = row.is_open and not row.waits_for_customer
    return {
        "number": row.number,
        "subject": row.subject,
        "status": row.status,
        "channel": row.channel,
        "product": row.product.name if row.product else None,
        "categories": category_names(row),
        "spam": row.is_spam,
        "merged_into": row.merged_into_id,
        "customer": {"name": row.customer.name, "email": addresses.get(row.customer_id, "")},
        "assignee": row.assignee.email if row.assignee else None,
        "waiting_since": row.waiting_since if waits_for_us else None,
        "tier": row.customer.tier,
        "due_at": row.due_at,
        "snoozed_until": row.snoozed_until,
        "created_at": row.created_at,
        "closed_at": row.closed_at,
    }


def brief(row: Brief) -> dict[str, Any]:
    """The same of a list's row."""
    waits_for_us = row.status == "open" and not row.waits_for_customer
    return {
        "number": row.pk,
        "subject": row.subject,
        "status": row.status,
        "channel": row.channel,
        "product": row.product,
        "categories": row.categories,
        "spam": row.is_spam,
        "merged_into": row.merged_into_id,
        "customer": {"name": row.customer, "email": row.address or ""},
        "assignee": row.assignee,
        "waiting_since": row.waiting_since if waits_for_us else None,
        "tier": row.tier or "community",
        "due_at": row.due_at,
        "snoozed_until": row.snoozed_until,
        "created_at": row.created_at,
        "closed_at": row.closed_at,
    }


def clock(one: Explained) -> dict[str, Any]:
    """A promise, and how much of its time is used up."""
    row = one.clock
    return {
        "kind": row.kind,
        "tier": row.tier,
        "state": one.state,
        "started_at": row.started_at,
        "stopped_at": row.stopped_at,
        "target_at": row.target_at,
        "warn_at": row.warn_at,
        "due_at": row.due_at,
        "promised_seconds": int(row.promised_for.total_seconds()),
        "worked_seconds": int(one.worked_for.total_seconds()),
    }


def entry(entry: Entry) -> dict[str, Any]:
    """A row of the timeline."""
    shown: dict[str, Any] = {
        "kind": entry.kind,
        "id": entry.id,
        "direction": None,
        "author": "",
        "automatic": False,
        "text": entry.sentence,
        "quoted": "",
        "html": "",
        "at": entry.at,
        "message_id": None,
        "placed_because": None,
        "sender_verified": None,
        "dispatch": None,
        "attachments": [_file(a) for a in entry.attachments],
    }
    if entry.message:
        message, inbound = entry.message, entry.message.direction == "in"
        shown |= {
            "direction": message.direction,
            "author": message.author_name or message.author_address,
            "automatic": message.is_automatic,
            "text": message.text,
            "quoted": message.quoted,
            "html": sanitise(message.html, cid_urls={}) if inbound else str(render(message.text)),
            "message_id": message.message_id,
            "placed_because": message.placed_because or None,
            "sender_verified": message.sender_is_verified if inbound else None,
            "dispatch": _sending(entry.dispatches),
        }
    elif entry.note:
        shown |= {
            "author": entry.author,
            "text": entry.note.text,
            "html": str(render(entry.note.text)),
        }
    elif entry.event:
        shown |= {"author": entry.event.actor_label}
    return shown


def category(row: Category) -> dict[str, Any]:
    """One of the list."""
    return {"name": row.name, "proposed": row.is_proposed, "retired": row.is_retired}


def intake(row: Intake) -> dict[str, Any]:
    """An intake without its raw bytes."""
    return {name: getattr(row, name) for name in shapes.Intake.model_fields}


def _sending(dispatches: Sequence[Dispatch]) -> dict[str, Any] | None:
    if not dispatches:
        return None
    return {
        "state": min((d.state for d in dispatches), key=_ORDER.index),
        "recipients": [{"address": d.address, "state": d.state, "answer": d.answer} for d in dispatches],
    }


def _file(row: Attachment) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "type": row.type, "size": row.size}
