"""What happened to a rotation, in words: its events, the newest first."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from frontline.events.models import Event
from frontline.rotation import events
from frontline.rotation.models import Rotation
from frontline.rotation.plan.people import Person

SHOWN = 50


class Fact(NamedTuple):
    """`who` did `what` at an instant, and `why` if that was said."""

    at: datetime
    who: str
    what: str
    why: str


Words = Callable[[Mapping[str, Any], Callable[[Any], str]], str]


def history(rotation: Rotation, people: Mapping[int, Person]) -> list[Fact]:
    """The last facts of a rotation; one query."""
    rows = Event.objects.filter(subject_kind="rotation", subject_id=rotation.pk).order_by("-id")[:SHOWN]

    def name(pk: Any) -> str:
        return people[pk].name if pk in people else "somebody"

    facts = [Fact(row.at, row.actor_label, _what(row, name), row.why) for row in rows]
    # A swap is two amendments, and so two events that say the same.
    return [fact for fact, _ in groupby(facts)]


def _what(event: Event, name: Callable[[Any], str]) -> str:
    words = _WORDS.get(event.kind)
    return words(event.data, name) if words else event.kind.removeprefix("rotation.").replace("_", " ")


def _amended(data: Mapping[str, Any], name: Callable[[Any], str]) -> str:
    who, whose = name(data.get("teammate")), data.get("instead_of")
    how = data.get("how", "")
    if how == "swap":
        return f"swapped shifts of {who} and {name(whose)}"
    if how in {"add", "remove"}:
        return f"put {who} on too" if how == "add" else f"took {who} off"
    return f"put {who} on instead of {name(whose) if whose else 'everybody'}"


_ANSWERS = {
    "accepted": "said yes to a request",
    "declined": "declined a request",
    "withdrawn": "took a request back",
}
_WORDS: Mapping[str, Words] = {
    events.PLANNED: lambda data, name: "derived it" if "expression" in data else "planned it",
    events.IMPORTED: lambda data, name: f"imported it from {data.get('source')}",
    events.RENAMED: lambda data, name: f"renamed it from {data.get('before')} to {data.get('name')}",
    events.RESCHEDULED: lambda data, name: f"moved the hand-over to {data.get('hands_over_at')}",
    events.ANNOUNCING_CHANGED: lambda data, name: f"has it announced {data.get('weeks')} weeks ahead",
    events.ENDED: lambda data, name: "ended it",
    events.LINEUP_CHANGED: lambda data, name: "changed the order: " + ", ".join(data.get("members", [])),
    events.AMENDED: _amended,
    events.AMENDMENT_REVOKED: lambda data, name: f"revoked a change for {name(data.get('teammate'))}",
    events.ASKED: lambda data, name: f"asked for a {data.get('how')} of {name(data.get('teammate'))}'s shift",
    events.ANSWERED: lambda data, name: _ANSWERS.get(data.get("answer", ""), "closed a request"),
    events.RIDES_ALONG: lambda data, name: f"lets {name(data.get('teammate'))} ride along",
    events.RIDES_NO_MORE: lambda data, name: f"ended {name(data.get('teammate'))}'s riding along",
}
