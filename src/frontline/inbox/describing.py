"""Events as sentences for the timeline. What a message or a note shows already is not said again."""

from collections.abc import Callable

from frontline.events.models import Event
from frontline.inbox import events


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


def _because(words: str) -> Callable[[Event], str]:
    return lambda event: f"{words}: {event.why}" if event.why else words


_SENTENCES: dict[str, Callable[[Event], str]] = {
    events.ASSIGNED: _assigned,
    events.CLOSED: _because("closed it"),
    events.REOPENED: _because("reopened it"),
    events.UNDONE: lambda event: "took back a reply before it was sent",
    events.DISPATCH_FAILED: lambda event: f"could not deliver to {event.data.get('address')}: {event.why}",
    events.RETRIED: lambda event: f"asked to send again to {event.data.get('address')}",
}

SHOWN = tuple(_SENTENCES)
