"""Studies over REST: planning one, how far it is, what it says; culprits; usage of products."""

from typing import Annotated, Any, Literal

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Status

from frontline.api import study_shapes as shapes
from frontline.api.shapes import UNSET
from frontline.api.signing_in import caller
from frontline.api.study_showing import as_culprit, as_point, as_study, as_study_with_counts
from frontline.inbox.models import Category
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.finding import teammate_at
from frontline.people.models import Product, Teammate
from frontline.reports.studies.allowing import only_planners, studies_visible_to, study_visible_to
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.models import Culprit, Study, UsagePoint
from frontline.reports.studies.planning import Terms, plan
from frontline.reports.studies.usage.keeping import Used, keep

router = Router(tags=["studies"])
culprits = Router(tags=["studies"])
usage = Router(tags=["studies"])
_Cursor = Annotated[str | None, UNSET]
_Limit = Annotated[int, Field(ge=1, le=200)]
_Product = Annotated[str | None, UNSET, Field(description="An id, or a name.")]


@router.get("", response=shapes.Studies, by_alias=True, summary="List studies, the newest first")
def index(
    request: HttpRequest,
    product: _Product = None,
    state: Annotated[Literal["draft", "reading", "finished"] | None, UNSET] = None,
    cursor: _Cursor = None,
    limit: _Limit = 50,
) -> dict[str, Any]:
    rows = studies_visible_to(caller(request)).prefetch_related("products")
    if product:
        rows = rows.filter(products=_product(product))
    if state:
        rows = rows.filter(state=state)
    found, following = _page(rows, cursor, limit)
    return {"items": [as_study(row) for row in found], "next_cursor": following}


@router.post(
    "",
    response={200: shapes.StudyWithCounts, 201: shapes.StudyWithCounts},
    by_alias=True,
    summary="Plan a study and draw it",
)
def create(request: HttpRequest, new: shapes.NewStudy) -> Status[dict[str, Any]]:
    """For leads and product managers. With a `seed`, sent again it is the same study, and 200."""
    me = caller(request)
    only_planners(me, "plans studies")
    terms = _terms(new)
    previous = study_visible_to(me, new.previous) if new.previous is not None else None
    with transaction.atomic():
        again = _same(new, terms, me)
        if again:
            return Status(200, as_study_with_counts(again))
        study = draw(plan(terms, seed=new.seed, previous=previous, by=me), by=me)
    return Status(201, as_study_with_counts(study))


@router.get(
    "/{int:study}",
    response=shapes.StudyWithCounts,
    by_alias=True,
    summary="One study, how far it is, and its counts",
)
def show(request: HttpRequest, study: int) -> dict[str, Any]:
    return as_study_with_counts(study_visible_to(caller(request), study))


@router.get(
    "/{int:study}/estimate", response=shapes.StudyEstimate, summary="What it says of all conversations"
)
def estimate(request: HttpRequest, study: int) -> dict[str, Any]:
    """The same figures as the report; 422 while nothing was read."""
    from frontline.reports.statistics.writing import write_estimate
    from frontline.reports.studies.estimating import estimate_of
    from frontline.reports.studies.outcome import counts_of
    from frontline.reports.studies.reporting.making import report_of

    found = study_visible_to(caller(request), study)
    written = write_estimate(estimate_of(counts_of(found)))
    return {"study": found.pk, "finding": report_of(found).finding.sentence, **written}


@router.get("/{int:study}/comparison", response=shapes.StudyComparison, summary="This study beside another")
def comparison(
    request: HttpRequest,
    study: int,
    other: Annotated[
        int | None, Query(None, alias="with", description="Left out: the one it was planned beside.")
    ],
    measure: Annotated[str | None, UNSET, Field(description="Of usage; left out: the first known.")] = None,
) -> dict[str, Any]:
    """`before` is the earlier of the two, whichever is asked for."""
    from frontline.reports.statistics.writing import write_comparison
    from frontline.reports.studies.comparing.beside import beside

    me = caller(request)
    found = study_visible_to(me, study)
    with_ = other if other is not None else found.previous_id
    if with_ is None:
        raise Invalid("Say beside which study: ?with=7. It was planned beside none.")
    both = beside(study_visible_to(me, with_), found, measure=measure or "")
    return {
        "before": both.before.pk,
        "after": both.after.pk,
        "headline": both.headline,
        "measure": both.measure.name if both.measure else None,
        **write_comparison(both.said),
    }


@culprits.get("", response=shapes.Culprits, by_alias=True, summary="List culprits, the newest first")
def list_culprits(
    request: HttpRequest, product: _Product = None, cursor: _Cursor = None, limit: _Limit = 50
) -> dict[str, Any]:
    """Those merged into another too: labels from before count as that one."""
    caller(request)
    rows = Culprit.objects.select_related("product").prefetch_related("actions")
    if product:
        rows = rows.filter(product=_product(product))
    found, following = _page(rows, cursor, limit)
    return {"items": [as_culprit(row) for row in found], "next_cursor": following}


@usage.get("", response=shapes.UsagePage, by_alias=True, summary="List points of usage, the newest first")
def list_usage(
    request: HttpRequest,
    product: _Product = None,
    measure: Annotated[str | None, UNSET] = None,
    cursor: _Cursor = None,
    limit: _Limit = 50,
) -> dict[str, Any]:
    caller(request)
    rows = UsagePoint.objects.select_related("product")
    if product:
        rows = rows.filter(product=_product(product))
    if measure:
        rows = rows.filter(measure=measure)
    found, following = _page(rows, cursor, limit)
    return {"items": [as_point(row) for row in found], "next_cursor": following}


@usage.post("", response=shapes.KeptUsage, summary="Say how much a product was used")
def keep_usage(request: HttpRequest, new: shapes.NewUsage) -> dict[str, Any]:
    """For leads and product managers. What was said of the same days and measure is replaced, so again is the same."""
    points = [Used(p.measure, p.from_, p.until, p.amount, p.kind == "total") for p in new.points]
    return {"kept": keep(_product(new.product), points, source="api", by=caller(request))}


def _page(rows: QuerySet[Any], cursor: str | None, limit: int) -> tuple[list[Any], str | None]:
    """By id, the highest first; and the cursor of the next page."""
    if cursor:
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
            raise Invalid("That cursor is not one that this list gave: begin again without it.")
        rows = rows.filter(pk__lt=int(cursor))
    found = list(rows.order_by("-pk")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else None


def _product(said: int | str) -> Product:
    """Raises Absent."""
    text = str(said).strip()
    rows = Product.objects.all()
    by_id = text.isascii() and text.isdigit() and len(text) < 19
    found = (rows.filter(pk=int(text)).first() if by_id else None) or rows.filter(name__iexact=text).first()
    if found is None:
        raise Absent(f"There is no product “{text[:80]}”.")
    return found


def _terms(new: shapes.NewStudy) -> Terms:
    names = {each.name: each for each in Category.objects.filter(name__in=new.categories)}
    for name in new.categories:
        if name not in names:
            raise Invalid(f"There is no category “{name[:80]}”.")
    return Terms(
        question=new.question,
        products=[_product(each).pk for each in new.products],
        from_on=new.from_,
        until_on=new.until,
        timezone=new.timezone,
        size=new.size,
        tiers=new.tiers,
        categories=[names[name].pk for name in new.categories],
        channels=new.channels,
        stratify_by=new.stratify_by,
        double_share=new.double_share,
        readers=[_teammate(each).pk for each in new.readers],
    )


def _same(new: shapes.NewStudy, terms: Terms, me: Teammate) -> Study | None:
    """What this caller has planned already with that seed. Of two at once, the second waits for the first."""
    if new.seed is None:
        return None
    Teammate.objects.select_for_update(no_key=True).get(pk=me.pk)
    rows = Study.objects.filter(
        seed=new.seed,
        question=terms.question.strip(),
        from_on=terms.from_on,
        until_on=terms.until_on,
        created_by=me,
    )
    return rows.order_by("pk").first()


def _teammate(email: str) -> Teammate:
    found = teammate_at(email)
    if found is None:
        raise Invalid(f"There is no active teammate with the address {email[:80]}.")
    return found
