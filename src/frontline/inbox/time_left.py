"""Which promise is due next, and how much of its time is left."""

from collections.abc import Callable, Sequence
from functools import cache

from markupsafe import Markup

from frontline.hours.opening import Opening
from frontline.inbox.clocks.calendars import opening
from frontline.inbox.models import Clock, Conversation
from frontline.kernel import clock
from frontline.ui.left import Left, Mark

# The clock that is due next, as text: kind, calendar, and the seconds since 1970 of target, warning and due. It is part
# of the query that asks for the conversation, so that a list with clocks is one query all the same.
PROMISE = """
    CASE WHEN inbox_conversation.due_at IS NULL THEN NULL ELSE (
        SELECT ARRAY[
            kind, calendar, floor(extract(epoch FROM target_at))::bigint::text,
            floor(extract(epoch FROM warn_at))::bigint::text, floor(extract(epoch FROM clock.due_at))::bigint::text
        ]
        FROM inbox_clock AS clock
        WHERE conversation_id = inbox_conversation.id AND stopped_at IS NULL AND clock.due_at IS NOT NULL
        ORDER BY clock.due_at LIMIT 1
    ) END
"""
Promise = Sequence[str | None]
_LABELS = {str(value): str(label) for value, label in Clock.Kind.choices}


def promise_of(conversation: Conversation) -> Promise | None:
    """What is due next in a conversation: as it was asked for with it, else one query, or none if nothing is due."""
    if "promise" not in vars(conversation) and conversation.due_at is not None:
        running = conversation.clocks.filter(stopped_at=None, due_at__isnull=False).order_by("due_at").first()
        return _told(running) if running else None
    return vars(conversation).get("promise")


def _told(running: Clock) -> Promise:
    instants = (running.target_at, running.warn_at, running.due_at)
    return [running.kind, running.calendar, *(str(int(at.timestamp())) if at else None for at in instants)]


def reader() -> Callable[[Promise | None], Left | None]:
    """Reads promises; each calendar is looked up once."""
    openings: Callable[[str], Opening] = cache(opening)

    def read(promise: Promise | None) -> Left | None:
        if promise is None:
            return None
        kind, calendar, target, warn, due = promise
        assert due is not None
        its = openings(calendar or "")
        around = its.stretch_at(int(due)) or (int(due), int(due))
        return Left(
            _LABELS.get(kind or "", ""),
            due=Mark(int(due), around[0]),
            open_until=around[1],
            warn=_mark(its, warn),
            target=_mark(its, target),
        )

    return read


def teller() -> Callable[[Promise | None], Markup | str]:
    """Tells promises: how much time is left now, as HTML; nothing of none."""
    read, now = reader(), clock.now().timestamp()

    def tell(promise: Promise | None) -> Markup | str:
        left = read(promise)
        return left.element(now) if left else ""

    return tell


def _mark(its: Opening, at: str | None) -> Mark | None:
    if at is None:
        return None
    around = its.stretch_at(int(at))
    return Mark(int(at), around[0] if around else int(at))
