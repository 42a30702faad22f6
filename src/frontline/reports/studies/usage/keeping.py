"""Keeping usage: a point says how much a product was used from one day to another, by one measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Product, Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.models import UsagePoint

LARGEST = Decimal(10) ** 19
MOST = 5000  # points at once


@dataclass(frozen=True, slots=True)
class Used:
    """`amount` of `measure` in the days from `from_on` to `until_on`, both included.

    `is_total`: the amount is of all these days together (requests); else it is how much there was at any time in them
    (active apps).
    """

    measure: str
    from_on: date
    until_on: date
    amount: Decimal
    is_total: bool = False


def keep(product: Product, points: Sequence[Used], *, source: str, by: Teammate) -> int:
    """Write them; what was said of the same days and measure before is replaced. Raises Invalid, NotForYou."""
    only_planners(by, "keeps usage")
    if not points:
        raise Invalid("There is no usage to keep: say at least one period and amount.")
    if len(points) > MOST:
        raise Invalid(f"{len(points):,} are too many at once: {MOST:,} at most.")
    for point in points:
        _check(point)
    now = clock.now()
    with transaction.atomic():
        UsagePoint.objects.bulk_create(
            [
                UsagePoint(
                    product=product,
                    measure=" ".join(point.measure.split()),
                    from_on=point.from_on,
                    until_on=point.until_on,
                    amount=point.amount,
                    is_total=point.is_total,
                    source=source,
                    set_at=now,
                    set_by=by,
                )
                for point in {(p.measure, p.from_on, p.until_on): p for p in points}.values()
            ],
            update_conflicts=True,
            unique_fields=["product", "measure", "from_on", "until_on"],
            update_fields=["amount", "is_total", "source", "set_at", "set_by"],
        )
        record(
            events.USAGE_KEPT,
            ("product", product.pk),
            by=by,
            points=len(points),
            measures=sorted({point.measure for point in points}),
            source=source,
        )
    return len(points)


def remove(point: UsagePoint, *, by: Teammate) -> None:
    """It is gone; the event keeps it. Raises NotForYou."""
    only_planners(by, "keeps usage")
    with transaction.atomic():
        record(
            events.USAGE_REMOVED,
            ("product", point.product_id),
            by=by,
            measure=point.measure,
            from_on=point.from_on.isoformat(),
            until_on=point.until_on.isoformat(),
            amount=str(point.amount),
        )
        point.delete()


def _check(point: Used) -> None:
    if not point.measure.strip() or len(point.measure) > 60:
        raise Invalid("Say what is counted, in 60 characters at most: active apps, requests.")
    if point.until_on < point.from_on:
        raise Invalid(f"{point.until_on} is before {point.from_on}.")
    if not point.amount.is_finite() or not 0 <= point.amount < LARGEST:
        raise Invalid(f"{point.amount} is no amount of usage: a number that is not negative.")
