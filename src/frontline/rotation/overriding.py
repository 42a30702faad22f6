"""Overrides: others are on for an interval. They lie over the order and never change it."""

from datetime import datetime, timedelta

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_active, only_leads
from frontline.rotation.models import Amendment, Ask, Rotation
from frontline.rotation.plan.changing import changing
from frontline.rotation.plan.slots import tied

LONGEST = timedelta(days=366)
Kind = Amendment.Kind


def override(
    rotation: Rotation,
    kind: str,
    teammate: Teammate,
    from_at: datetime,
    until_at: datetime,
    *,
    instead_of: Teammate | None = None,
    why: str = "",
    by: Teammate,
) -> Amendment:
    """Replace, add or remove somebody for an interval; leads do it for all, others put themselves on.

    `kind` is replace, add, remove or cover; without `instead_of`, replace and cover stand in for everybody. What has
    passed of the interval stays as it was. Again: the same one. Raises Invalid, ForLeads.
    """
    if teammate != by or kind == Kind.REMOVE:
        only_leads(by, "put others on or take them off; anybody can put themselves on, or ask for a cover")
    if kind not in {Kind.REPLACE, Kind.ADD, Kind.REMOVE, Kind.COVER}:
        raise Invalid("An override replaces, adds, removes or covers.")
    if instead_of == teammate:
        raise Invalid("The two must be different.")
    if kind in {Kind.ADD, Kind.REMOVE} and instead_of is not None:
        raise Invalid("Instead of whom has no meaning when somebody is added or removed.")
    if kind != Kind.REMOVE:
        only_active(teammate)
    with changing() as at:
        _check(from_at, until_at, at)
        if same := _same(rotation, kind, teammate, from_at, until_at, instead_of):
            return same
        made = amend(rotation, kind, teammate, from_at, until_at, instead_of=instead_of, why=why, by=by)
        recorded(made, by=by)
    return made


def revoke(amendment: Amendment, *, by: Teammate) -> None:
    """From now on all is as if it had never been; both halves of a swap go together. Again: changes nothing.

    Raises ForLeads, unless `by` made it or is one of the two.
    """
    if by.pk not in {amendment.made_by_id, amendment.teammate_id, amendment.instead_of_id}:
        only_leads(by, "revoke what others agreed on")
    with changing() as at:
        group = Amendment.objects.filter(revoked_at=None)
        group = group.filter(ask=amendment.ask_id) if amendment.ask_id else group.filter(pk=amendment.pk)
        for each in list(group.select_related("teammate", "instead_of")):
            Amendment.objects.filter(pk=each.pk).update(revoked_at=at, revoked_by=by)
            record(
                events.AMENDMENT_REVOKED,
                events.subject(each.rotation_id),
                by=by,
                amendment=each.pk,
                teammate=each.teammate_id,
                instead_of=each.instead_of_id,
            )
    amendment.refresh_from_db()


def amendment_of(pk: int) -> Amendment:
    """Raises Absent."""
    found = Amendment.objects.select_related("rotation", "teammate", "instead_of").filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such amendment.")
    return found


def amend(
    rotation: Rotation,
    kind: str,
    teammate: Teammate,
    from_at: datetime,
    until_at: datetime,
    *,
    instead_of: Teammate | None = None,
    ask: Ask | None = None,
    why: str = "",
    by: Teammate,
) -> Amendment:
    """Write one. For verbs that hold the plan's lock."""
    return Amendment.objects.create(
        rotation=rotation,
        kind=kind,
        teammate=teammate,
        instead_of=instead_of,
        ask=ask,
        why=why,
        made_by=by,
        made_at=clock.now(),
        **tied(rotation, from_at, until_at)._asdict(),
    )


def recorded(amendment: Amendment, *, by: Teammate) -> None:
    record(
        events.AMENDED,
        events.subject(amendment.rotation_id),
        by=by,
        why=amendment.why,
        amendment=amendment.pk,
        how=amendment.kind,
        teammate=amendment.teammate_id,
        instead_of=amendment.instead_of_id,
        from_at=amendment.from_at.isoformat(),
        until_at=amendment.until_at.isoformat(),
    )


def _check(from_at: datetime, until_at: datetime, at: datetime) -> None:
    if from_at >= until_at:
        raise Invalid("The end must be after the beginning.")
    if until_at <= at:
        raise Invalid("That is past, and the past does not change.")
    if until_at - from_at > LONGEST:
        raise Invalid("An override is a year long at most: change the line-up instead.")


def _same(
    rotation: Rotation,
    kind: str,
    teammate: Teammate,
    from_at: datetime,
    until_at: datetime,
    instead_of: Teammate | None,
) -> Amendment | None:
    """The last one that stands, if it says just this: sent twice by a broken connection or an impatient click."""
    last = Amendment.objects.filter(rotation=rotation, revoked_at=None).order_by("-pk").first()
    said = (kind, teammate.pk, from_at, until_at, instead_of and instead_of.pk)
    if last and (last.kind, last.teammate_id, last.from_at, last.until_at, last.instead_of_id) == said:
        return last
    return None
