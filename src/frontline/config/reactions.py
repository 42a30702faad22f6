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
