"""Taking what nobody has: outside the hero's hours, or within them. Who comes second is told who was first."""

from frontline.inbox.assigning import assign
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate


class Taken(Refusal):
    """Somebody else was faster, or it is closed."""

    code = "taken"


def take(conversation: Conversation, *, why: str = "", by: Teammate) -> Conversation:
    """Make it theirs, if nobody has it. Again: changes nothing. Raises Taken."""
    with locked(conversation) as fresh:
        if not fresh.is_open:
            raise Taken(f"#{fresh.number} is closed already: there is nothing left to do.")
        if fresh.assignee is not None and fresh.assignee != by:
            raise Taken(f"{fresh.assignee.name} has #{fresh.number} already, so it stays theirs.")
        return assign(fresh, by, why=why, by=by)
