"""When a notice may go out: at once, when somebody's quiet hours end, or together with others."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from frontline.notify import kinds, quiet
from frontline.notify.models import Delivery, Manner, Notice
from frontline.people.models import Teammate
from frontline.people.timezones import known


def quiet_of(manner: Manner, teammate: Teammate) -> quiet.Quiet | None:
    """Somebody's quiet hours, in their zone; None if they have none."""
    if manner.quiet_since is None or manner.quiet_until is None or not manner.quiet_days:
        return None
    days = frozenset(map(int, manner.quiet_days))
    made = quiet.Quiet(manner.quiet_since, manner.quiet_until, days, known(teammate.timezone))
    return None if made.is_always else made


def manners_of(people: Collection[Teammate]) -> dict[int, Manner]:
    """How each wants to be told, by id; the defaults for who never said."""
    said = {manner.teammate_id: manner for manner in Manner.objects.filter(teammate__in=people)}
    return {person.pk: said.get(person.pk) or Manner(teammate=person) for person in people}


def audible_at(manner: Manner, teammate: Teammate, kind: str, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours that it falls in; the urgent is told at any time."""
    hours = quiet_of(manner, teammate)
    if hours is None or kinds.find(kind).is_urgent:
        return at
    return quiet.ends_at(hours, at)


def due(
    notices: Collection[Notice], manners: dict[int, Manner], ways: Mapping[int, Collection[str]]
) -> dict[tuple[int, str], datetime]:
    """Of those of one kind told just now: (teammate id, transport) -> when, where it is later than now.

    The first few come by themselves; what follows them within the window waits for its end. What is always gathered
    waits from the first on, and does not count among those few.
    """
    waiting: dict[tuple[int, str], datetime] = {}
    at, kind = _at(notices), kinds.find(next(iter(notices)).kind)
    lately = _lately(notices, manners)
    for person in {n.teammate_id for n in notices if manners[n.teammate_id].digest_above}:
        for transport in ways[person] if kind.may_wait_for_others else ():
            told, manner = lately[person, transport], manners[person]
            alone = [one for one in told if not kinds.find(one.notice.kind).is_gathered]
            if kind.is_gathered or len(alone) >= manner.digest_above:
                ahead = [one.due_at for one in told if one.is_held and one.due_at > at and one.attempts == 0]
                waiting[person, transport] = min(ahead, default=at + timedelta(minutes=manner.digest_for))
    return waiting


def _lately(notices: Collection[Notice], manners: dict[int, Manner]) -> dict[tuple[int, str], list[Delivery]]:
    """What may wait for others and was told within each one's window, by (teammate id, transport)."""
    at = _at(notices)
    people = [n.teammate_id for n in notices if manners[n.teammate_id].digest_above]
    found: dict[tuple[int, str], list[Delivery]] = defaultdict(list)
    if not people or not kinds.find(next(iter(notices)).kind).may_wait_for_others:
        return found
    longest = timedelta(minutes=max(manners[person].digest_for for person in people))
    told = Delivery.objects.filter(notice__teammate__in=people, notice__at__gt=at - longest)
    for one in told.select_related("notice").order_by("-id")[: 200 * len(people)]:
        person = one.notice.teammate_id
        since = at - timedelta(minutes=manners[person].digest_for)
        if one.notice.at > since and kinds.find(one.notice.kind).may_wait_for_others:
            found[person, one.transport].append(one)
    return found


def _at(notices: Collection[Notice]) -> datetime:
    return next(iter(notices)).at
