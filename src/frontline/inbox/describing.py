"""Events as sentences for the timeline. What a message or a note shows already is not said again."""

from collections.abc import Callable
from datetime import datetime

from frontline.events.models import Event
from frontline.inbox import events
from frontline.ui.times import by_then


def sentence(event: Event) -> str | None:
    """What happened, to be read after the actor's name; None if the timeline shows it another way."""
    describe = _SENTENCES.get(event.kind)
    return describe(event) if describe else None


def _assigned(event: Event) -> str:
    to, was, who = event.data.get("to"), event.data.get("was"), event.actor_label
    if to is None:
        return f"took it from {was} and left it to nobody" if was != who else "gave it back"
    if to == who:
        return (
            "took it" + (", being the first to reply" if event.why else "") + (f" from {was}" if was else "")
        )
    return f"assigned it to {to}"


def _categorised(event: Event) -> str:
    added, removed = (", ".join(event.data.get(key, ())) for key in ("added", "removed"))
    if added and removed:
        return f"took it out of {removed}, and put it into {added}"
    return f"put it into {added}" if added else f"took it out of {removed}"


def _product_set(event: Event) -> str:
    to, was = event.data.get("to"), event.data.get("was")
    if not to:
        return f"said that it is not about {was}"
    return f"said that it is about {to}" + (f", not {was}" if was else "")


def _snoozed(event: Event) -> str:
    until = datetime.fromisoformat(event.data["until"])
    asked = ", as the customer asked" if event.data.get("is_theirs") else ""
    return f"snoozed it until {by_then(until, event.at)}{asked}" + (f": {event.why}" if event.why else "")


def _ran_out(event: Event) -> str:
    return f"saw the time for the {str(event.data.get('kind', '')).replace('_', ' ')} run out"


def _because(words: str) -> Callable[[Event], str]:
    return lambda event: f"{words}: {event.why}" if event.why else words


_SENTENCES: dict[str, Callable[[Event], str]] = {
    events.ASSIGNED: _assigned,
    events.CLOSED: _because("closed it"),
    events.REOPENED: _because("reopened it"),
    events.SNOOZED: _snoozed,
    events.WOKEN: _because("brought it back from its snooze"),
    events.CATEGORISED: _categorised,
    events.PRODUCT_SET: _product_set,
    events.SPAM: _because("marked it as spam"),
    events.NOT_SPAM: _because("said that it is no spam"),
    events.MERGED: lambda event: f"merged it into #{event.data.get('into')}",
    events.TOOK_IN: lambda event: f"merged #{event.data.get('number')} into it",
    events.PARTED: lambda event: f"took it out of #{event.data.get('out_of')} again",
    events.GAVE_BACK: lambda event: f"took #{event.data.get('number')} out of it again",
    events.CLOCK_BROKE: _ran_out,
    events.UNDONE: lambda event: "took back a reply before it was sent",
    events.DISPATCH_FAILED: lambda event: f"could not deliver to {event.data.get('address')}: {event.why}",
    events.RETRIED: lambda event: f"asked to send again to {event.data.get('address')}",
}

SHOWN = tuple(_SENTENCES)
