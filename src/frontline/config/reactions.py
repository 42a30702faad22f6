"""Event -> what follows. The one place to read what Frontline does by itself.

Each reaction runs in the transaction of its event and only defers an idempotent job.
"""

from typing import TYPE_CHECKING

from frontline.events.recording import react

if TYPE_CHECKING:
    from frontline.events.models import Event
    from frontline.people.models import Teammate
    from frontline.people.welcoming import Welcome


def register() -> None:
    """Called once, when all rooms are ready."""
    from frontline.channels.email.adding import add_address
    from frontline.inbox import events, jobs
    from frontline.people.welcoming import on_welcome

    def open_the_door(said: "Welcome", lead: "Teammate") -> None:
        add_address(said.support_address, said.workspace, by=lead)

    def acknowledge(event: "Event") -> None:
        jobs.acknowledge.defer(number=event.subject_id)

    on_welcome(open_the_door)
    react(events.OPENED, acknowledge)
    _tell_of_shifts()
    _keep_days_whole()


def _tell_of_shifts() -> None:
    """Who asks and is asked hears at once; whose shifts have moved, when the plan has settled."""
    from frontline.rotation import events, jobs

    def tell_of_ask(event: "Event") -> None:
        jobs.tell_of_ask.defer(ask_id=event.data["ask"])

    def announce(event: "Event") -> None:
        jobs.announce_soon()

    react(events.ASKED, tell_of_ask)
    react(events.ANSWERED, tell_of_ask)
    for kind in (
        events.PLANNED,
        events.RESCHEDULED,
        events.ENDED,
        events.LINEUP_CHANGED,
        events.AMENDED,
        events.AMENDMENT_REVOKED,
        events.ANNOUNCING_CHANGED,
        events.RIDES_ALONG,
        events.RIDES_NO_MORE,
    ):
        react(kind, announce)


def _keep_days_whole() -> None:
    """Whole days in calendars are days in the teammate's zone: with another zone they are other hours."""
    from frontline.people.preferring import CHANGED
    from frontline.rotation.away import jobs

    def read_anew(event: "Event") -> None:
        if "timezone" in event.data.get("changed", ()):
            jobs.read_anew.defer(teammate_id=event.subject_id)

    react(CHANGED, read_anew)
