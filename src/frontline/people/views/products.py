"""`/products`: the parts of what we sell, and the teams that own them. For leads."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Absent, Refusal
from frontline.people.forms import ProductForm
from frontline.people.keeping_products import keep_product
from frontline.people.models import Product, Teammate
from frontline.people.views.teammates import for_leads


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def products(request: HttpRequest) -> HttpResponse:
    """GET: all of them. POST: one more."""
    return _kept(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: one to change. POST: change it."""
    found = Product.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such product.")
    return _kept(request, found)


def _kept(request: HttpRequest, its: Product | None) -> HttpResponse:
    form = ProductForm(request.POST or None, initial={"name": its.name, "team": its.team} if its else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_product(its, **form.cleaned_data, by=cast("Teammate", request.user))
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return redirect("products")
    rows = Product.objects.select_related("team").order_by("name")
    context = {"products": rows, "product": its, "form": form}
    return render(request, "people/products.html", context, status=422 if form.errors else 200)
