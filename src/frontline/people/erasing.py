"""Erasing a customer: who they were and what they wrote goes; that there were conversations, and when, stays.

Each room erases what it keeps: it registers a step here. A job takes them in their order, a batch at a time, and writes
down how far it is in the transaction of each batch, so that it goes on from there after whatever stopped it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from frontline.events.models import Event
from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.allowing import only_leads
from frontline.people.models import Customer, CustomerAddress, Erasure, Teammate
from frontline.people.scrubbing import Scrubber

ASKED = "customer.erasure_asked"
ERASED = "customer.erased"
_GRACE = 5
SOMEBODY = "A customer"
"""Who did something, once nobody may know who that was."""
WHYS = ("They asked for it", "Our contract with them ended", "What we keep must be deleted by now")
"""Reasons to choose from: a reason in free words could name somebody."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Whom a step erases. `addresses` in lower case; `words`: these and all names that are known."""

    customer_id: int
    addresses: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def scrubber(self) -> Scrubber:
        return Scrubber(self.words)


Step = Callable[[Erased, int], int | None]
"""Erases a batch of what comes after a cursor (0 at first); the next cursor, or None at the end. May run twice."""


@dataclass(frozen=True, slots=True)
class _Registered:
    order: int
    name: str
    step: Step


_steps: dict[str, _Registered] = {}
_knowers: list[Callable[[int], Iterable[str]]] = []


def register(name: str, step: Step, *, order: int) -> None:
    """Erase by `step` too. Rooms that refer to what a lower room keeps have a lower `order`."""
    _steps[name] = _Registered(order, name, step)


def names_known(knower: Callable[[int], Iterable[str]]) -> None:
    """Ask `knower` too by which names and addresses a room knows the customer of an id."""
    if knower not in _knowers:
        _knowers.append(knower)


def erase(customer: Customer, *, why: str, by: Teammate) -> Erasure:
    """Erase a customer: their name and addresses at once, so that they are nobody from now on, all else by a job.

    Mail of theirs opens a conversation of a new customer then. Erasing whom is being erased changes nothing. Raises
    ForLeads, and Invalid without a reason.
    """
    only_leads(by, "erase a customer")
    if not why.strip():
        raise Invalid("Say why: it stays on the record when all else is gone.")
    with transaction.atomic():
        fresh = Customer.objects.select_for_update().get(pk=customer.pk)
        before = Erasure.objects.filter(customer=fresh).first()
        if before is not None:
            if before.done_at is None:  # in case its job is gone
                _go_on_later(before)
            return before
        asked = Erasure.objects.create(
            customer=fresh, why=why.strip()[:200], asked_by=by, asked_at=clock.now(), words=_words(fresh)
        )
        CustomerAddress.objects.filter(customer=fresh).delete()
        fresh.name, fresh.timezone, fresh.erased_at = "", "", clock.now()
        fresh.save(update_fields=["name", "timezone", "erased_at"])
        record(ASKED, ("customer", fresh.pk), by=by, why=asked.why)
        _go_on_later(asked)
    return asked


def go_on(erasure_id: int) -> None:
    """Take the steps that are left, to the end."""
    while _batch(erasure_id):
        pass


def scrub_events(events: Iterable[Event], scrubber: Scrubber) -> None:
    """Take the words out of events: the one exception to their never being edited (docs/decisions/0024-erasure.md).

    What happened, when, and what a teammate did stays. Names of people outside become `SOMEBODY`.
    """
    for event in events:
        label = event.actor_label
        if event.actor_id is None and scrubber.text(label) != label:
            label = SOMEBODY
        why, data = scrubber.text(event.why), scrubber.data(event.data)
        if (label, why, data) != (event.actor_label, event.why, event.data):
            Event.objects.filter(pk=event.pk).update(actor_label=label, why=why, data=data)


def _words(customer: Customer) -> list[str]:
    known = [customer.name, *customer.addresses.values_list("value", flat=True)]
    for knower in _knowers:
        known += knower(customer.pk)
    return sorted({word.strip() for word in known if word.strip()})


def _go_on_later(asked: Erasure) -> None:
    from frontline.people import jobs

    # Who found them by their address just before is done with recording what they wrote by then.
    later = jobs.erase.configure(lock=f"erasure-{asked.pk}", schedule_in={"seconds": _GRACE})
    later.defer(erasure_id=asked.pk)


def _batch(erasure_id: int) -> bool:
    """Take one batch of one step; whether something is left to do."""
    with transaction.atomic():
        row = Erasure.objects.select_for_update().get(pk=erasure_id)
        if row.done_at:
            return False
        steps = sorted(_steps.values(), key=lambda s: (s.order, s.name))
        names = [s.name for s in steps]
        at = names.index(row.step) if row.step in names else 0
        if row.step not in names:
            row.after = 0
        addresses = tuple(word for word in row.words if "@" in word)
        row.after = (
            steps[at].step(Erased(row.customer_id, addresses, tuple(row.words)), row.after) or 0
            if steps
            else 0
        )
        if row.after == 0:
            at += 1
        if at >= len(steps):
            _finish(row)
        else:
            row.step = names[at]
        row.save(update_fields=["step", "after", "words", "done_at"])
        return row.done_at is None


def _finish(row: Erasure) -> None:
    about = Event.objects.filter(subject_kind="customer", subject_id=row.customer_id)
    scrub_events(about.iterator(), Scrubber(row.words))
    row.words, row.done_at, row.step = [], clock.now(), ""
    record(ERASED, ("customer", row.customer_id), by=row.asked_by, why=row.why)
