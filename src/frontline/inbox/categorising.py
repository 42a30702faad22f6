"""Categorising: what kind of request a conversation is, in as many categories as it needs."""

from collections.abc import Iterable

from django.db import transaction

from frontline.events.recording import Actor, record
from frontline.inbox import events
from frontline.inbox.locking import locked
from frontline.inbox.models import Categorisation, Category, Conversation
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.people.welcoming import Welcome

DEFAULTS = (
    "User experience",
    "Performance",
    "Docs confusion",
    "Data integrity",
    "Deployments/Setup",
    "Deployments/Upgrading",
    "Deployments/Maintenance",
    "Non-self-serve",
    "Billing",
    "Feature request",
    "Bug",
)
MOST = 30
LONGEST = 60


def add_defaults() -> None:
    """Give a new workspace the list to begin with. What is there already stays as it is."""
    now = clock.now()
    Category.objects.bulk_create(
        [Category(name=name, created_at=now) for name in DEFAULTS], ignore_conflicts=True
    )


def begin(said: Welcome, lead: Teammate) -> None:
    """What follows from the first visit."""
    add_defaults()


def categorise(
    conversation: Conversation,
    *,
    add: Iterable[Category] = (),
    remove: Iterable[Category] = (),
    why: str = "",
    by: Actor | str,
) -> Conversation:
    """Put it into the categories `add`, and take it out of `remove`; the others stay, whoever set them meanwhile.

    Raises Invalid for a retired category that it isn't in yet, and for more than MOST of them.
    """
    with locked(conversation) as fresh:
        has = {c.pk: c for c in fresh.categories.all()}
        added = {c.pk: c for c in add if c.pk not in has}
        removed = {c.pk: c for c in remove if c.pk in has and c.pk not in added}
        _check(added.values(), len(has) + len(added) - len(removed))
        if added or removed:
            Categorisation.objects.filter(conversation=fresh, category__in=removed).delete()
            Categorisation.objects.bulk_create(
                [Categorisation(conversation=fresh, category=c, at=clock.now()) for c in added.values()],
                ignore_conflicts=True,
            )
            names = {"added": _names(added.values()), "removed": _names(removed.values())}
            record(events.CATEGORISED, fresh.as_subject, by=by, why=why, **names)
    return fresh


def propose(name: str, *, by: Teammate) -> Category:
    """The category of this name, made if there is none: a lead's counts at once, anybody else's is a proposal.

    Raises Invalid for an empty name, or one that is too long.
    """
    name = checked_name(name)
    with transaction.atomic():
        made, is_new = Category.objects.get_or_create(
            name__iexact=name,
            defaults={
                "name": name,
                "is_proposed": not by.is_lead,
                "proposed_by": by,
                "created_at": clock.now(),
            },
        )
        if is_new:
            kind = events.CATEGORY_PROPOSED if made.is_proposed else events.CATEGORY_ADDED
            record(kind, ("category", made.pk), by=by, name=made.name)
    return made


def checked_name(name: str) -> str:
    """`name` on one line. Raises Invalid."""
    name = " ".join(storable(name).split())
    if not name:
        raise Invalid("The category has no name: say in a word or two what it is.")
    if len(name) > LONGEST:
        raise Invalid(f"That name is too long: {LONGEST} characters are the most.")
    return name


def named(name: str) -> Category:
    """The category of this name, however it is cased. Raises Absent."""
    found = Category.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise Absent(f"There is no category “{name.strip()[:60]}”.")
    return found


def _check(added: Iterable[Category], number: int) -> None:
    for each in added:
        if each.is_retired:
            raise Invalid(f"“{each.name}” is retired: choose another, or ask a lead to bring it back.")
    if number > MOST:
        raise Invalid(f"{MOST} categories are the most for one conversation.")


def _names(categories: Iterable[Category]) -> list[str]:
    return sorted(c.name for c in categories)
