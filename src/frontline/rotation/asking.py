"""Asking others: to swap a shift for one of theirs, or to cover one. Nothing changes until they agree."""

from datetime import UTC, datetime
from typing import NamedTuple

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_active, only_leads
from frontline.rotation.conflicts.stints import is_all_of
from frontline.rotation.fairness.current import plain
from frontline.rotation.models import Amendment, Ask, Rotation
from frontline.rotation.overriding import amend, recorded
from frontline.rotation.plan.changing import changing
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.loading import load
from frontline.rotation.plan.slots import Bounds, interval, tied
from frontline.rotation.spec import Interval


class Answered(Refusal):
    """Somebody was faster, or it was taken back."""

    code = "ask_answered"


class NotTheirs(Refusal):
    """The shift is not, or no longer, that person's."""

    code = "not_their_shift"


class Stretch(NamedTuple):
    """From one instant to another, aware."""

    from_at: datetime
    until_at: datetime


def ask_cover(
    rotation: Rotation,
    teammate: Teammate,
    shift: Stretch,
    *,
    to: Teammate | None = None,
    why: str = "",
    by: Teammate,
) -> Ask:
    """Ask `to`, or anyone, to be on instead of `teammate` for a stretch. Leads ask for others.

    Raises Invalid, NotTheirs, ForLeads.
    """
    return _ask(Ask.Kind.COVER, rotation, teammate, shift, None, to=to, why=why, by=by)


def ask_swap(
    rotation: Rotation,
    teammate: Teammate,
    shift: Stretch,
    to: Teammate,
    back: Stretch,
    *,
    why: str = "",
    by: Teammate,
) -> Ask:
    """Ask `to` to take a stretch of `teammate`'s for a stretch of their own. Raises as `ask_cover` does."""
    return _ask(Ask.Kind.SWAP, rotation, teammate, shift, back, to=to, why=why, by=by)


def accept(ask: Ask, *, by: Teammate) -> None:
    """Agree to a swap, or take a cover: from here on the shifts have moved, both halves of a swap at once.

    Raises Answered, NotTheirs if the shifts have changed hands meanwhile, ForLeads if another was asked.
    """
    taker = _taker(ask, by)
    with changing() as at:
        _lock(ask)
        if ask.until_at <= at:
            raise Answered("That is past, and the past does not change.")
        whose, shift = ask.teammate, _where(ask)
        _check_theirs(ask.rotation, whose, shift, at)
        kind = Amendment.Kind.COVER
        stretches = [shift]
        if ask.kind == Ask.Kind.SWAP:
            kind = Amendment.Kind.SWAP
            back = _back(ask)
            _check_theirs(ask.rotation, taker, back, at)
            stretches.append(back)
        for stretch in stretches:
            made = amend(ask.rotation, kind, taker, *stretch, instead_of=whose, ask=ask, why=ask.why, by=by)
            recorded(made, by=by)
        _answer(ask, Ask.State.ACCEPTED, by)


def decline(ask: Ask, *, by: Teammate) -> None:
    """Say no. Only who was asked can; an ask to anyone stays open for others. Raises Answered, ForLeads."""
    if ask.to_id != by.pk:
        only_leads(by, "answer for others")
    with changing():
        _lock(ask)
        _answer(ask, Ask.State.DECLINED, by)


def withdraw(ask: Ask, *, by: Teammate) -> None:
    """Take it back. Raises Answered, ForLeads."""
    if by.pk not in {ask.teammate_id, ask.made_by_id}:
        only_leads(by, "take back what others asked")
    with changing():
        _lock(ask)
        _answer(ask, Ask.State.WITHDRAWN, by)


def expire() -> int:
    """Close what nobody answered until it was too late; how many. May run at any time."""
    late = list(Ask.objects.filter(state=Ask.State.OPEN, until_at__lte=clock.now()))
    for ask in late:
        with changing():
            _lock(ask)
            _answer(ask, Ask.State.EXPIRED, "the rotation")
    return len(late)


def ask_of(pk: int) -> Ask:
    """Raises Absent."""
    found = Ask.objects.select_related("rotation", "teammate", "to", "made_by").filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such request.")
    return found


def _ask(
    kind: str,
    rotation: Rotation,
    teammate: Teammate,
    shift: Stretch,
    back: Stretch | None,
    *,
    to: Teammate | None,
    why: str,
    by: Teammate,
) -> Ask:
    if teammate != by:
        only_leads(by, "ask for others")
    if to == teammate:
        raise Invalid("Ask somebody else: this is their own shift.")
    only_active(*([to] if to else []))
    with changing() as at:
        _check_theirs(rotation, teammate, shift, at)
        if back is not None and to is not None:
            _check_theirs(rotation, to, back, at)
        made = Ask.objects.create(
            rotation=rotation,
            kind=kind,
            teammate=teammate,
            to=to,
            why=why,
            made_by=by,
            made_at=clock.now(),
            **tied(rotation, *shift)._asdict(),
            **_prefixed(rotation, back),
        )
        record(
            events.ASKED,
            events.subject(rotation.pk),
            by=by,
            why=why,
            ask=made.pk,
            how=kind,
            teammate=teammate.pk,
            to=to and to.pk,
        )
    return made


def _prefixed(rotation: Rotation, back: Stretch | None) -> dict[str, object]:
    return {f"back_{key}": value for key, value in tied(rotation, *back)._asdict().items()} if back else {}


def _taker(ask: Ask, by: Teammate) -> Teammate:
    """Who takes the shift: who was asked, or whoever says yes first."""
    if ask.to is None:
        if by.pk == ask.teammate_id:
            raise Invalid("This is your own shift: somebody else has to take it.")
        return by
    if ask.to_id != by.pk:
        only_leads(by, "answer for others")
    return ask.to


def _lock(ask: Ask) -> None:
    """Raises Answered unless it is still open. The plan's lock is held, so nobody answers at the same time."""
    ask.refresh_from_db()
    if ask.state != Ask.State.OPEN:
        who = ask.answered_by.name if ask.answered_by else "the rotation"
        raise Answered(f"This was {ask.get_state_display().lower()} by {who} already. Nothing was changed.")


def _answer(ask: Ask, state: str, by: Teammate | str) -> None:
    ask.state, ask.answered_at = state, clock.now()
    ask.answered_by = None if isinstance(by, str) else by
    ask.save(update_fields=["state", "answered_at", "answered_by"])
    record(events.ANSWERED, events.subject(ask.rotation_id), by=by, ask=ask.pk, answer=state)


def _where(ask: Ask) -> Stretch:
    return _still(ask.rotation, Bounds(ask.from_at, ask.from_slot, ask.until_at, ask.until_slot))


def _back(ask: Ask) -> Stretch:
    if ask.back_from_at is None or ask.back_until_at is None:
        raise Invalid("This swap gives nothing back.")
    bounds = Bounds(ask.back_from_at, ask.back_from_slot, ask.back_until_at, ask.back_until_slot)
    return _still(ask.rotation, bounds)


def _still(rotation: Rotation, bounds: Bounds) -> Stretch:
    """Where the stretch lies now, if hand-overs have moved meanwhile."""
    now = interval(rotation, bounds)
    if now is None:
        raise NotTheirs("The hand-overs have moved, and nothing is left of this shift. Ask again.")
    return Stretch(datetime.fromtimestamp(now.start, UTC), datetime.fromtimestamp(now.end, UTC))


def _check_theirs(rotation: Rotation, teammate: Teammate, shift: Stretch, at: datetime) -> None:
    """Raises NotTheirs unless `teammate` is on call for all of the stretch that is still to come."""
    if shift.from_at >= shift.until_at:
        raise Invalid("The end must be after the beginning.")
    if shift.until_at <= at:
        raise Invalid("That is past, and the past does not change.")
    plan, since_at = load(), max(shift.from_at, at)
    shifts = plain(final_shifts(since_at, shift.until_at, only=[rotation.pk], plan=plan)[rotation.pk])
    window = Interval(int(since_at.timestamp()), int(shift.until_at.timestamp()))
    if not is_all_of(rotation.name, shifts, plan.during(window), plan.people[teammate.pk].label):
        raise NotTheirs(
            f"{teammate.name} is not on for all of that time in {rotation.name}. Look at the rotation again:"
            " somebody may have changed it meanwhile."
        )
