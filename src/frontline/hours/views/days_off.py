"""Closures and public holidays of a calendar. For leads."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frontline.hours.allowing import calendar_with
from frontline.hours.closing import close, reopen
from frontline.hours.forms import SpanForm
from frontline.hours.taking_off import take_off, work_on
from frontline.hours.views.pages import calendar_page, me
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.views.teammates import for_leads


@require_POST
@for_leads
def closures(request: HttpRequest, pk: int) -> HttpResponse:
    calendar = calendar_with(pk)
    form = SpanForm(request.POST, auto_id="closing_%s")
    if form.is_valid():
        try:
            close(calendar, form.when(calendar.timezone), why=form.cleaned_data["why"], by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("calendar", pk=pk)
    return calendar_page(request, calendar, closing=form)


@require_POST
@for_leads
def reopening(request: HttpRequest, pk: int, closure: int) -> HttpResponse:
    """Again: nothing is left to do."""
    found = calendar_with(pk).closures.filter(pk=closure).first()
    if found is not None:
        reopen(found, by=me(request))
    return redirect("calendar", pk=pk)


@require_POST
@for_leads
def worked_holidays(request: HttpRequest, pk: int) -> HttpResponse:
    """`on` is the day; with `off`, it is taken off again."""
    try:
        day = date.fromisoformat(request.POST.get("on", ""))
    except ValueError as error:
        raise Invalid("That is no day.") from error
    (take_off if "off" in request.POST else work_on)(calendar_with(pk), day, by=me(request))
    return redirect("calendar", pk=pk)
