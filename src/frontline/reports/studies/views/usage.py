"""`/studies/usage`: how much each product was used; by a form, from a file."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people.models import Product
from frontline.reports.studies.allowing import may_plan
from frontline.reports.studies.models import UsagePoint
from frontline.reports.studies.usage import keeping, reading

LARGEST_FILE = 1_000_000  # bytes
_SHOWN = 500
_KINDS = [
    ("level", "At any time in these days (active apps)"),
    ("total", "Of all these days together (requests)"),
]


class PointForm(forms.Form):
    product = forms.ModelChoiceField(Product.objects.order_by("name"), empty_label=None)
    measure = forms.CharField(label="What is counted", max_length=60)
    kind = forms.ChoiceField(label="The amount is", choices=_KINDS)
    from_on = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}))
    until_on = forms.DateField(label="Last day", widget=forms.DateInput({"type": "date"}))
    amount = forms.DecimalField(max_digits=24, decimal_places=4, min_value=0)


class FileForm(forms.Form):
    product = forms.ModelChoiceField(Product.objects.order_by("name"), empty_label=None)
    measure = forms.CharField(label="What is counted", max_length=60, required=False)
    kind = forms.ChoiceField(label="The amounts are", choices=_KINDS)
    file = forms.FileField(label="CSV file")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    form = PointForm(request.POST, auto_id="point-%s")
    if form.is_valid():
        said = form.cleaned_data
        point = keeping.Used(
            said["measure"], said["from_on"], said["until_on"], said["amount"], said["kind"] == "total"
        )
        try:
            keeping.keep(said["product"], [point], source="form", by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Kept.")
            return redirect(reverse("usage"))
    return _page(request, point=form, status=422)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES, auto_id="file-%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["file"].size > LARGEST_FILE:
                raise Invalid("The file is larger than a megabyte: split it.")
            points = reading.read(
                said["file"].read(), measure=said["measure"], is_total=said["kind"] == "total"
            )
            count = keeping.keep(said["product"], points, source="csv", by=me(request))
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, f"{count} kept.")
            return redirect(reverse("usage"))
    return _page(request, file=form, status=422)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    point = UsagePoint.objects.filter(pk=pk).first()
    if point is None:
        raise Absent("That is gone already.")
    keeping.remove(point, by=me(request))
    messages.success(request, "Removed.")
    return redirect(reverse("usage"))


def _page(
    request: HttpRequest, *, point: PointForm | None = None, file: FileForm | None = None, status: int = 200
) -> HttpResponse:
    rows = UsagePoint.objects.select_related("product", "set_by").order_by(
        "product__name", "measure", "-from_on"
    )
    context = {
        "points": rows[:_SHOWN],
        "point_form": point or PointForm(auto_id="point-%s"),
        "file_form": file or FileForm(auto_id="file-%s"),
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/usage.html", context, status=status)
