"""Notices whose reason is gone are not sent any more: nobody is warned of what was answered meanwhile.

The room that tells knows: it registers for its kinds a function that says which notices still hold. What they are about
stands in `Notice.about`, the ids that were given when it was told.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from frontline.notify.models import Delivery, Notice

Asked = Callable[[Collection[Notice]], set[int]]
"""Given notices of its kind, the ids of those that still hold; a query or two for all."""

_asked: dict[str, Asked] = {}
WHY = "No longer so when it was about to go: it was seen to meanwhile."


def register(kind: str, still_holds: Asked) -> None:
    """Ask `still_holds` before a notice of exactly this kind goes out. Called from a room's AppConfig.ready."""
    _asked[kind] = still_holds


def lapsed(notices: Iterable[Notice]) -> set[int]:
    """The ids of those whose reason is gone."""
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.kind in _asked:
            groups[notice.kind].append(notice)
    return {
        notice.pk
        for kind, found in groups.items()
        for holding in [_asked[kind](found)]
        for notice in found
        if notice.pk not in holding
    }


def drop(deliveries: Collection[Delivery]) -> list[Delivery]:
    """Drop those whose reason is gone; the others. Called with all of them locked, before they go out."""
    gone = lapsed(one.notice for one in deliveries)
    dropped = [one.pk for one in deliveries if one.notice_id in gone]
    if dropped:
        Delivery.objects.filter(pk__in=dropped).update(state=Delivery.State.DROPPED, answer=WHY)
    return [one for one in deliveries if one.pk not in dropped]
