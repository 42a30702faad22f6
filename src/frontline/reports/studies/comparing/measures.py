"""Which measures of usage are known for two studies, and what they say."""

from dataclasses import dataclass

from frontline.reports.studies.models import Study, UsagePoint
from frontline.reports.studies.usage.keeping import Used
from frontline.reports.studies.usage.reckoning import Exposure, exposure


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    before: Exposure
    after: Exposure

    @property
    def is_known(self) -> bool:
        return self.before.is_known and self.after.is_known

    @property
    def missing(self) -> str:
        """What is lacking, in words; empty if nothing is."""
        days = [
            f"{side.missing} day{'' if side.missing == 1 else 's'} of the {which} period"
            for which, side in (("earlier", self.before), ("later", self.after))
            if side.missing
        ]
        return f"not known for {' and '.join(days)}" if days else ""


def measures_of(before: Study, after: Study) -> tuple[Measure, ...]:
    """Those that anything is known of, for the products of both studies.

    Of several products the usage is added, day by day, so each product must be known for every day.
    """
    products = sorted({*_products(before), *_products(after)})
    points: dict[str, dict[int, list[Used]]] = {}
    for row in UsagePoint.objects.filter(product__in=products).order_by("measure"):
        point = Used(row.measure, row.from_on, row.until_on, row.amount, row.is_total)
        points.setdefault(row.measure, {}).setdefault(row.product_id, []).append(point)
    return tuple(
        Measure(name, *(_of_all(its, _products(study), study) for study in (before, after)))
        for name, its in points.items()
    )


def _products(study: Study) -> list[int]:
    return [each.pk for each in study.products.all()]


def _of_all(points: dict[int, list[Used]], products: list[int], study: Study) -> Exposure:
    each = [exposure(points.get(pk, []), study.from_on, study.until_on) for pk in products]
    return Exposure(sum(one.amount for one in each), max((one.missing for one in each), default=0))
