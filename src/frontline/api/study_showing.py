"""Studies, culprits and points of usage as the REST interface gives them."""

from typing import Any

from django.db.models import Count

from frontline.people.models import Product
from frontline.reports.studies.models import Culprit, Drawn, Reading, Study, UsagePoint
from frontline.reports.studies.outcome import counts_of


def as_study(study: Study) -> dict[str, Any]:
    return {
        "id": study.pk,
        "question": study.question,
        "products": [as_product(each) for each in sorted(study.products.all(), key=lambda each: each.name)],
        "from": study.from_on,
        "until": study.until_on,
        "timezone": study.timezone,
        "filters": study.filters,
        "stratify_by": study.stratify_by,
        "size": study.size,
        "double_share": study.double_share,
        "state": study.state,
        "series": study.series_id,
        "previous": study.previous_id,
        "population": study.population,
        "seed": str(study.seed),
        "digest": study.population_digest,
        "drawn_at": study.drawn_at,
        "finished_at": study.finished_at,
    }


def as_study_with_counts(study: Study) -> dict[str, Any]:
    counts = counts_of(study)
    places = Reading.objects.filter(drawn__study=study, drawn__state=Drawn.State.SAMPLE, round__gt=0)
    return {
        **as_study(study),
        "progress": places.order_by().aggregate(readings=Count("pk"), done=Count("done_at")),
        "read": counts.read,
        "unread": counts.unread,
        "excluded": counts.excluded,
        "unsettled": counts.unsettled,
        "counts": counts.named(),
        "strata": [
            {
                "key": each.key,
                "population": each.population,
                "size": each.size,
                "read": each.read,
                "excluded": each.excluded,
                "unread": each.unread,
                "counts": counts.named(each),
            }
            for each in counts.strata
        ],
    }


def as_culprit(culprit: Culprit) -> dict[str, Any]:
    return {
        "id": culprit.pk,
        "name": culprit.name,
        "kind": culprit.kind,
        "product": as_product(culprit.product),
        "merged_into": culprit.merged_into_id,
        "actions": [
            {"kind": each.kind, "title": each.title, "link": each.link, "on": each.on}
            for each in culprit.actions.all()
        ],
    }


def as_point(point: UsagePoint) -> dict[str, Any]:
    return {
        "id": point.pk,
        "product": as_product(point.product),
        "measure": point.measure,
        "from": point.from_on,
        "until": point.until_on,
        "amount": point.amount,
        "kind": "total" if point.is_total else "level",
        "source": point.source,
    }


def as_product(product: Product) -> dict[str, Any]:
    return {"id": product.pk, "name": product.name}
