"""`/numbers/marks`: what is drawn over the days."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.reports.numbers.forms import MarkForm
from frontline.reports.numbers.marks import add_mark, remove_mark
from frontline.reports.numbers.models import Mark


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest) -> HttpResponse:
    """The newest hundred, and a form for another."""
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_mark(
                said["kind"], said["label"], said["at"], address=said["address"], by=cast("Teammate", request.user)
            )  # fmt: skip
        except Invalid as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("number-marks")
    context = {"form": form, "marks": Mark.objects.select_related("made_by")[:100]}
    return render(request, "numbers/marks.html", context, status=422 if form.errors else 200)


@require_POST
def mark_removal(request: HttpRequest, mark: int) -> HttpResponse:
    remove_mark(mark, by=cast("Teammate", request.user))
    return redirect("number-marks")
