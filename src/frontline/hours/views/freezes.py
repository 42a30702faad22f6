"""Release freezes of a calendar. For leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frontline.hours.allowing import calendar_with
from frontline.hours.forms import SpanForm, WeeklyFreezeForm
from frontline.hours.freezing import freeze, freeze_weekly, thaw
from frontline.hours.views.pages import calendar_page, me
from frontline.kernel.refusal import Refusal
from frontline.people.views.teammates import for_leads


@require_POST
@for_leads
def freezes(request: HttpRequest, pk: int) -> HttpResponse:
    calendar = calendar_with(pk)
    form = SpanForm(request.POST, auto_id="freezing_%s")
    if form.is_valid():
        try:
            freeze(calendar, form.when(calendar.timezone), why=form.cleaned_data["why"], by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("calendar", pk=pk)
    return calendar_page(request, calendar, freezing=form)


@require_POST
@for_leads
def weekly_freezes(request: HttpRequest, pk: int) -> HttpResponse:
    calendar = calendar_with(pk)
    form = WeeklyFreezeForm(request.POST, auto_id="weekly_%s")
    if form.is_valid():
        freeze_weekly(calendar, form.week(), why=form.cleaned_data["why"], by=me(request))
        return redirect("calendar", pk=pk)
    return calendar_page(request, calendar, weekly=form)


@require_POST
@for_leads
def thawing(request: HttpRequest, pk: int, freeze: int) -> HttpResponse:
    """Again: nothing is left to do."""
    found = calendar_with(pk).freezes.filter(pk=freeze).first()
    if found is not None:
        thaw(found, by=me(request))
    return redirect("calendar", pk=pk)
