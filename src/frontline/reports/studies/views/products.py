"""`/products/3/studies`: a product's culprits over time, and what surfaced next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent
from frontline.people.models import Product
from frontline.reports.charts.serving import serve
from frontline.reports.studies.allowing import may_plan
from frontline.reports.studies.models import Series
from frontline.reports.studies.reporting import words
from frontline.reports.studies.series import pictures
from frontline.reports.studies.series.course import course_of


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    product = _product(pk)
    context = {
        "product": product,
        "products": list(Product.objects.order_by("name")),
        "course": course_of(product),
        "series": list(Series.objects.filter(products=product, stopped_at=None).order_by("question")),
        "lines": pictures.LINES,
        "words": words,
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/product.html", context)


@require_safe
def picture(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """As SVG or PNG."""
    found = course_of(_product(pk))
    if not found.lines:
        raise Absent("Nothing was read of this product yet.")
    return serve(pictures.course(found), form, request, name=f"product-{pk}-culprits")


def _product(pk: int) -> Product:
    """Raises Absent."""
    found = Product.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such product.")
    return found
