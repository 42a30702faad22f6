"""The words of notices about conversations and promises, in the zone that is active."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from frontline.inbox.models import Clock, Conversation
from frontline.kernel import clock
from frontline.notify.recipients import Place
from frontline.people.models import Tier
from frontline.shift.telling import announced
from frontline.ui.times import in_words

INBOX = "/inbox/open"
MOST_LISTED = 30
_NAMED = 12  # numbers in a subject
_SOLUTION = Clock.Kind.RESOLUTION.label.lower()


@dataclass(frozen=True, slots=True)
class Thing:
    """What is told of. `about` is the id that lapsing asks by, `detail` says more, `promise` which one it is."""

    conversation: Conversation
    about: int
    detail: str = ""
    due_at: datetime | None = None
    promise: str = ""


class Said(NamedTuple):
    subject: str
    text: str
    address: str


class _Words(NamedTuple):
    """`one` has {it}, {by} (an instant) and {what}; `many` has {count} and {numbers}."""

    one: str
    many: str


_WORDS: Mapping[str, _Words] = {
    announced.NEW_PRIORITY: _Words("New, Priority: {it}", "{count} new from Priority customers: {numbers}"),
    announced.NEW: _Words("New: {it}", "{count} new conversations: {numbers}"),
    announced.ANSWERED: _Words("Answered: {it}", "Customers wrote again in {count} conversations: {numbers}"),
    announced.ASSIGNED: _Words("Assigned: {it}", "{count} conversations were assigned: {numbers}"),
    announced.UNDELIVERED: _Words(
        "Not delivered: your reply in {it}", "{count} replies were not delivered: {numbers}"
    ),
    announced.TIER: _Words("Another tier: {it}", "Another tier in {count} conversations: {numbers}"),
    announced.SOON: _Words("{what} by {by}: {it}", "{count} promises run out: {numbers}"),
    announced.STILL: _Words("Still open, {what} by {by}: {it}", "{count} promises still run out: {numbers}"),
    announced.LAST: _Words("Last call, {what} by {by}: {it}", "Last call for {count} promises: {numbers}"),
    announced.BROKEN: _Words(
        "Promise broken, {what} was due {by}: {it}", "{count} promises were broken: {numbers}"
    ),
}

_BECAUSE: Mapping[Place, str] = {
    Place.WRITER: "You wrote it.",
    Place.ASSIGNEE: "It is yours.",
    Place.HERO: "You are the hero.",
    Place.LEADS: "You are a lead, and nobody else was to be told, or it has come this far.",
}


def of_one(kind: str, thing: Thing, places: Collection[Place]) -> Said:
    """About one thing."""
    by = in_words(thing.due_at, clock.now()) if thing.due_at else ""
    subject = _WORDS[kind].one.format(it=_named(thing.conversation), by=by, what=_what(thing))
    text = "\n\n".join(filter(None, [_in_full(thing), thing.conversation.snippet, _because(places)]))
    return Said(_capital(subject), text, f"/conversations/{thing.conversation.pk}")


def of_many(kind: str, things: Sequence[Thing], places: Collection[Place]) -> Said:
    """About several of one kind, the most pressing first."""
    ordered = sorted(things, key=_pressing)
    numbers = ", ".join(f"#{thing.conversation.pk}" for thing in ordered[:_NAMED])
    more = ", …" if len(things) > _NAMED else ""
    listed = [f"- {_in_full(thing)}" for thing in ordered[:MOST_LISTED]]
    if len(things) > MOST_LISTED:
        listed.append(f"- and {len(things) - MOST_LISTED} more")
    text = "\n".join(listed) + f"\n\n{_because(places)}"
    return Said(_WORDS[kind].many.format(count=len(things), numbers=numbers + more), text, INBOX)


def _pressing(thing: Thing) -> tuple[int, float, int]:
    at = thing.due_at.timestamp() if thing.due_at else 0.0
    return thing.conversation.rank, at, thing.conversation.pk


def _named(conversation: Conversation) -> str:
    return f"#{conversation.pk} {conversation.subject or 'No subject'} ({_from(conversation)})"


def _from(conversation: Conversation) -> str:
    customer = conversation.customer
    house = customer.company.name if customer.company else customer.name or "somebody"
    return f"{house}, {Tier(customer.tier).label}"


def _in_full(thing: Thing) -> str:
    conversation = thing.conversation
    whose = f"assigned to {conversation.assignee.name}" if conversation.assignee else "nobody's yet"
    due = f"{thing.promise} promised by {in_words(thing.due_at, clock.now())}" if thing.due_at else ""
    return "; ".join(filter(None, [_named(conversation), due, thing.detail, whose])) + "."


def _what(thing: Thing) -> str:
    return "solution" if thing.promise == _SOLUTION else "answer"


def _because(places: Collection[Place]) -> str:
    return " ".join(_BECAUSE[place] for place in Place if place in places)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def thing_of(held: Clock) -> Thing:
    """A promise, in words."""
    return Thing(
        held.conversation,
        about=held.pk,
        due_at=held.broken_at or held.due_at,
        promise=held.get_kind_display().lower(),
    )
