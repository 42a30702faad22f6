"""Planning a study: what it asks, of which conversations, and how many of them people will read."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from frontline.events.recording import record
from frontline.inbox.models import Category
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people import timezones
from frontline.people.models import Product, Teammate, Tier
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.models import Series, Study

SEEDS = 2**63
LARGEST = 5000
"""Nobody reads more."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a study asks; days are those of `timezone`, both included. Filters that are empty ask for all."""

    question: str
    products: Sequence[int]
    from_on: date
    until_on: date
    timezone: str
    size: int
    tiers: Sequence[str] = ()
    categories: Sequence[int] = ()
    channels: Sequence[str] = ()
    stratify_by: str = ""
    double_share: float = 0.2
    readers: Sequence[int] = field(default=())
    """Who is asked to read, and told once that there is something to read; none: everybody, and nobody is told."""


def plan(
    terms: Terms,
    *,
    seed: int | None = None,
    previous: Study | None = None,
    series: Series | None = None,
    by: Teammate | str,
) -> Study:
    """A draft, which `drawing.draw` draws. Without `seed` one is made up, and recorded. Raises Invalid, NotForYou.

    `by` a name: what a series does by itself.
    """
    if isinstance(by, Teammate):
        only_planners(by, "plans studies")
    check(terms)
    with transaction.atomic():
        study = Study.objects.create(
            question=terms.question.strip(),
            from_on=terms.from_on,
            until_on=terms.until_on,
            timezone=terms.timezone,
            filters={
                "tiers": list(terms.tiers),
                "categories": list(terms.categories),
                "channels": list(terms.channels),
            },
            stratify_by=terms.stratify_by,
            seed=secrets.randbelow(SEEDS) if seed is None else seed,
            size=terms.size,
            double_share=terms.double_share,
            previous=previous,
            series=series,
            created_at=clock.now(),
            created_by=by if isinstance(by, Teammate) else None,
        )
        study.products.set(terms.products)
        study.readers.set(terms.readers)
        record(
            events.PLANNED,
            study.as_subject,
            by=by,
            question=study.question,
            size=study.size,
            seed=str(study.seed),
            readers=sorted(terms.readers),
        )
    return study


def check(terms: Terms) -> None:
    """Raises Invalid."""
    if not terms.question.strip():
        raise Invalid("Say what the study asks.")
    if not terms.products or Product.objects.filter(pk__in=terms.products).count() != len(
        set(terms.products)
    ):
        raise Invalid("Choose at least one product.")
    if terms.until_on < terms.from_on:
        raise Invalid("The last day is before the first.")
    if terms.timezone not in timezones.names():
        raise Invalid("That is no time zone.")
    if not 1 <= terms.size <= LARGEST:
        raise Invalid(f"Read between 1 and {LARGEST:,} conversations.")
    if not 0 <= terms.double_share <= 1:
        raise Invalid("The share that two people read lies between 0 and 100 %.")
    if terms.stratify_by not in Study.StratifyBy.values or not set(terms.tiers) <= set(Tier.values):
        raise Invalid("Strata are weeks or tiers, and tiers those of the workspace.")
    if Category.objects.filter(pk__in=terms.categories).count() != len(set(terms.categories)):
        raise Invalid("One of the categories is gone.")
    if Teammate.objects.filter(pk__in=terms.readers, is_active=True).count() != len(set(terms.readers)):
        raise Invalid("One of the readers isn't here any more.")
