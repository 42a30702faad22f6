"""`/hours`: the working calendars. For leads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontline.hours.allowing import calendar_with
from frontline.hours.forms import CalendarForm, initial_of
from frontline.hours.loading import USUAL
from frontline.hours.making import change, ensure_default, make, make_default, remove
from frontline.hours.models import WorkingCalendar
from frontline.hours.reading import DAYS, in_words
from frontline.hours.views.pages import all_shown, calendar_page, me
from frontline.kernel.refusal import Refusal
from frontline.people.views.teammates import for_leads


@require_safe
@for_leads
def index(request: HttpRequest) -> HttpResponse:
    """The first visit makes the default a calendar that can be changed."""
    ensure_default()
    return render(request, "hours/index.html", {"calendars": all_shown()})


@require_safe
@for_leads
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return calendar_page(request, calendar_with(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def new(request: HttpRequest) -> HttpResponse:
    usual = {day: in_words(stretches) for day, stretches in zip(DAYS, USUAL, strict=True)}
    form = CalendarForm(request.POST or None, initial={"timezone": me(request).timezone, **usual})
    if request.method == "POST" and form.is_valid():
        try:
            made = make(form.terms(), teams=form.cleaned_data["teams"], by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("calendar", pk=made.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    calendar = calendar_with(pk)
    form = CalendarForm(request.POST or None, initial=initial_of(calendar))
    if request.method == "POST" and form.is_valid():
        try:
            change(calendar, form.terms(), teams=form.cleaned_data["teams"], by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("calendar", pk=pk)
    return _form(request, form, calendar)


@require_POST
@for_leads
def default(request: HttpRequest, pk: int) -> HttpResponse:
    make_default(calendar_with(pk), by=me(request))
    return redirect("calendar", pk=pk)


@require_POST
@for_leads
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    remove(calendar_with(pk), by=me(request))
    messages.success(request, "Removed. Its teams work by the default calendar now.")
    return redirect("hours")


def _form(request: HttpRequest, form: CalendarForm, calendar: WorkingCalendar | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "hours/form.html", {"form": form, "calendar": calendar}, status=status)
