"""Whether what somebody is about to be told still holds. Of notices about several things, one that does is enough."""

from collections.abc import Callable, Collection

from django.db.models import Q

from frontline.inbox.models import Clock, Conversation
from frontline.notify.lapsing import Asked
from frontline.notify.models import Notice
from frontline.shift.telling import announced

_OPEN = Q(status=Conversation.Status.OPEN, is_spam=False, merged_into=None)
_THEY_WAIT = _OPEN & Q(waits_for_customer=False)
_RUNS = Q(stopped_at=None, broken_at=None, due_at__isnull=False, conversation__snoozed_until=None)


def _conversations(condition: Q) -> Asked:
    return _those(
        lambda ids: set(Conversation.objects.filter(condition, pk__in=ids).values_list("pk", flat=True))
    )


def _clocks(condition: Q) -> Asked:
    return _those(lambda ids: set(Clock.objects.filter(condition, pk__in=ids).values_list("pk", flat=True)))


def _those(found: Callable[[set[int]], set[int]]) -> Asked:
    def still_holds(notices: Collection[Notice]) -> set[int]:
        holding = found({pk for notice in notices for pk in notice.about})
        return {notice.pk for notice in notices if holding & set(notice.about)}

    return still_holds


QUESTIONS: dict[str, Asked] = {
    # Somebody has taken or answered it.
    announced.NEW_PRIORITY: _conversations(_THEY_WAIT & Q(assignee=None)),
    announced.NEW: _conversations(_THEY_WAIT & Q(assignee=None)),
    announced.ANSWERED: _conversations(_THEY_WAIT),
    announced.ASSIGNED: _conversations(_OPEN),
    # Answered, closed, or put off: by the customer's wish the promise waits, and of ours somebody has thought of it.
    announced.SOON: _clocks(_RUNS),
    announced.STILL: _clocks(_RUNS),
    announced.LAST: _clocks(_RUNS),
    announced.BROKEN: _clocks(Q(stopped_at=None)),
}
