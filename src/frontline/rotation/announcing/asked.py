"""Requests for a swap or a cover: who is asked is told, and who asked is told of the answer."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q

from frontline.notify.telling import tell, was_told
from frontline.people.models import Teammate
from frontline.rotation.announcing import words
from frontline.rotation.models import Ask
from frontline.rotation.plan.current import current
from frontline.rotation.plan.slots import Bounds, interval
from frontline.rotation.spec import Layer

State = Ask.State
ADDRESS = "/rotation/asks"


@transaction.atomic
def tell_of_ask(pk: int) -> None:
    """What its state is worth telling, once. May run any number of times."""
    ask = Ask.objects.select_related("rotation", "teammate", "to", "made_by", "answered_by").get(pk=pk)
    if ask.state == State.OPEN:
        _tell(ask, _asked(ask), f"rotation.asked:{ask.pk}", _question)
    else:
        _tell(ask, _concerned(ask), f"rotation.answered:{ask.pk}", _answer)


def _asked(ask: Ask) -> Iterable[Teammate]:
    """The one who is asked, or whoever has turns in the rotation now (in a derived one: its team)."""
    if ask.to is not None:
        return [ask.to]
    labels = {
        label
        for layer in _layers(ask)
        for lineup in layer.lineups[-1:]
        for together in lineup.members
        for label in together
    }
    ids = [pk for pk, person in current().people.items() if person.label in labels]
    others = Teammate.objects.exclude(pk__in=[ask.teammate_id, ask.made_by_id])
    return others.filter(
        Q(pk__in=ids) | Q(team__isnull=False, team=ask.rotation.team_id if not ids else None)
    )


def _layers(ask: Ask) -> Iterable[Layer]:
    planned = current().spec.rotations.get(ask.rotation.name)
    return planned.layers if planned else ()


def _concerned(ask: Ask) -> Iterable[Teammate]:
    """Who asked, and who was asked; not who has answered."""
    people = {ask.teammate_id, ask.made_by_id, ask.to_id}
    if ask.state in {State.WITHDRAWN, State.EXPIRED}:
        people |= was_told(f"rotation.asked:{ask.pk}")
    return Teammate.objects.filter(pk__in=[pk for pk in people if pk and pk != ask.answered_by_id])


def _tell(
    ask: Ask, people: Iterable[Teammate], key: str, said: Callable[[Ask, Teammate], tuple[str, str]]
) -> None:
    for each in people:
        subject, text = said(ask, each)
        tell(
            [each],
            kind=key.split(":", maxsplit=1)[0],
            subject=subject,
            text=text,
            address=ADDRESS,
            key=key,
            by="the rotation",
        )


def _question(ask: Ask, reader: Teammate) -> tuple[str, str]:
    name = ask.teammate.name
    if ask.kind == Ask.Kind.SWAP:
        subject = f"{name} asks you to swap shifts in {ask.rotation.name}"
        text = f"You would take: {_shift(ask, reader)}.\n\nIn return for yours: {_back(ask, reader)}."
    else:
        subject = f"{name} asks {'you' if ask.to else 'for somebody'} to cover a shift in {ask.rotation.name}"
        text = f"The time: {_shift(ask, reader)}."
    return subject, f"{text}{_why(ask)}\n\nNothing changes until somebody says yes."


def _answer(ask: Ask, reader: Teammate) -> tuple[str, str]:
    who = ask.answered_by.name if ask.answered_by else "Nobody"
    what = f"the {ask.get_kind_display().lower()} of {_whose(ask, reader)} in {ask.rotation.name}"
    subject = {
        State.ACCEPTED: f"{who} said yes to {what}",
        State.DECLINED: f"{who} said no to {what}",
        State.WITHDRAWN: f"{who} took back {what}",
        State.EXPIRED: f"Nobody answered in time: {what}",
    }[State(ask.state)]
    text = f"The time: {_shift(ask, reader)}."
    if ask.kind == Ask.Kind.SWAP:
        text += f"\n\nIn return: {_back(ask, reader)}."
    if ask.state != State.ACCEPTED:
        text += "\n\nNobody's shift has changed."
    return subject, text + _why(ask)


def _whose(ask: Ask, reader: Teammate) -> str:
    return "your shift" if reader.pk == ask.teammate_id else f"{ask.teammate.first_name}'s shift"


def _why(ask: Ask) -> str:
    return f"\n\n{ask.teammate.first_name} says: {ask.why}" if ask.why else ""


def _shift(ask: Ask, reader: Teammate) -> str:
    return _spelt(ask, Bounds(ask.from_at, ask.from_slot, ask.until_at, ask.until_slot), reader)


def _back(ask: Ask, reader: Teammate) -> str:
    if ask.back_from_at is None or ask.back_until_at is None:
        return "nothing"
    bounds = Bounds(ask.back_from_at, ask.back_from_slot, ask.back_until_at, ask.back_until_slot)
    return _spelt(ask, bounds, reader)


def _spelt(ask: Ask, bounds: Bounds, reader: Teammate) -> str:
    """Where the stretch lies now, in the reader's zone."""
    now = interval(ask.rotation, bounds)
    start, end = (now.start, now.end) if now else (_seconds(bounds.from_at), _seconds(bounds.until_at))
    return words.spelt(((start, end),), reader.timezone)


def _seconds(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())
