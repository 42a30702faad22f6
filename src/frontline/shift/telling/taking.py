"""Putting what happened into the line of what is to be told, in the transaction of its event."""

from frontline.events.models import Event
from frontline.kernel import prepared

_TELL = "INSERT INTO telling_untold (event_id) VALUES (%s) ON CONFLICT DO NOTHING"
_WARN = "INSERT INTO telling_warned (clock_id) VALUES (%s) ON CONFLICT DO NOTHING"


def take(event: Event) -> None:
    """Tell of it with the next tick of the timer."""
    prepared.run(_TELL, [event.pk])


def take_assignment(event: Event) -> None:
    """Who took it themselves needs no telling, and of nobody nobody."""
    if event.data.get("to_id") not in {None, event.actor_id}:
        take(event)


def take_clock(event: Event) -> None:
    """Watch a promise that runs out, until it is met or broken."""
    prepared.run(_WARN, [event.data["clock"]])
