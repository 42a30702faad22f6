"""The rows of a list, drawn: which of a conversation's facts each shows, and where."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from frontline.ui.rows import row
from frontline.ui.templating import url
from frontline.ui.times import ago, when

if TYPE_CHECKING:
    from frontline.inbox.queries import Row
    from frontline.inbox.views.column import Column


def drawn(column: "Column") -> Markup:
    """All of them as HTML; nothing of none."""
    before = url("conversation", args=[0])[:-1]
    query = column.where.query
    rows = [_row(each, column, f"{before}{each.pk}", query) for each in column.rows]
    return Markup("\n").join(rows)


def _row(each: "Row", column: "Column", address: str, query: str) -> Markup:
    tier, is_closed = each.tier or "community", each.status == "closed"
    left = column.left(each.promise) if each.promise else ""
    clock, kind, title, goes = _clock(each, left, address)
    waits_for_us = not is_closed and not each.waits_for_customer
    return row(
        address + query,
        each.customer or "No name",
        each.subject or "No subject",
        each.company or "community",
        clock=clock,
        clock_kind=kind,
        clock_title=title,
        clock_href=goes,
        tier=tier,
        tier_label=tier.capitalize(),
        unread=waits_for_us and not each.assignee_id,
        current=each.pk == column.current,
        id=f"row-{each.pk}",
        snippet=_snippet(each),
        chips=_chips(each, left),
        face=None if is_closed else each.assignee or "",
    )


def _clock(each: "Row", left: Markup | str, address: str) -> tuple[Markup | str, str, str, str]:
    """What stands where the time does, its kind, what it says when pointed at, and where it leads."""
    if each.status == "closed":
        return when(each.closed_at), "", "closed", ""
    if each.snoozed_until:
        return Markup("back ") + when(each.snoozed_until), "", "", ""
    if left:
        return left, "", "", f"{address}/clocks"
    if each.waits_for_customer:
        return "waits for customer", "fine", "", ""
    return ago(each.waiting_since), "", "waiting for us", ""


def _chips(each: "Row", left: Markup | str) -> tuple[str, ...]:
    if each.snoozed_until and each.status != "closed":
        if each.snooze_is_theirs:
            return ("they asked",)
        if left:
            return (left,)
    return (each.product,) if each.product else ()


def _snippet(each: "Row") -> str:
    """Why it was put off stands before the words, also when it is back."""
    is_put_off = each.snoozed_until or (each.woken_at and not each.waits_for_customer)
    if each.status == "closed" or not is_put_off:
        return each.snippet
    why = each.snoozed_why or ("" if each.snoozed_until else "Back from its snooze")
    return Markup("<b>{}</b> {}").format(why, each.snippet)
