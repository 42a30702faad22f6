"""`/away`: when I am away, the public holidays ahead, and the calendars that say so. Leads see everybody."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontline.kernel.refusal import Refusal
from frontline.people.countries import name_of
from frontline.people.models import Teammate
from frontline.rotation.away import queries
from frontline.rotation.away.adding import absence_for, add_days, add_time, remove
from frontline.rotation.away.calendars import add_calendar, calendar_for, remove_calendar
from frontline.rotation.away.days import shown_at
from frontline.rotation.away.fetching import fetch
from frontline.rotation.away.forms import EVERY, AbsenceForm, CalendarForm


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest) -> HttpResponse:
    me = cast("Teammate", request.user)
    form = AbsenceForm(request.POST if request.method == "POST" else None, by=me)
    if request.method == "POST" and form.is_valid():
        try:
            _add(form, by=me)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted.")
            return redirect("away")
    return _page(request, form=form)


@require_POST
def absence_removal(request: HttpRequest, pk: int) -> HttpResponse:
    me = cast("Teammate", request.user)
    remove(absence_for(me, pk), by=me)
    messages.success(request, "Not away after all: noted.")
    return redirect("away")


@require_POST
def absence_calendars(request: HttpRequest) -> HttpResponse:
    """Read now, so that what is wrong with an address is said where it was given."""
    me = cast("Teammate", request.user)
    form = CalendarForm(request.POST)
    if form.is_valid():
        words = "" if form.cleaned_data["which"] == EVERY else form.cleaned_data["words"]
        try:
            add_calendar(me, form.cleaned_data["url"], words=words, by=me)
        except Refusal as refusal:
            form.add_error("url", refusal.sentence)
        else:
            messages.success(request, "The calendar was read, and is read again every half hour.")
            return redirect("away")
    return _page(request, calendar_form=form)


@require_POST
def absence_calendar_reading(request: HttpRequest, pk: int) -> HttpResponse:
    me = cast("Teammate", request.user)
    found = fetch(calendar_for(me, pk).pk, by=me)
    if found is not None and found.failing_since_at is not None:
        messages.error(request, found.error)
    else:
        messages.success(request, "Read just now.")
    return redirect("away")


@require_POST
def absence_calendar_removal(request: HttpRequest, pk: int) -> HttpResponse:
    me = cast("Teammate", request.user)
    remove_calendar(calendar_for(me, pk), by=me)
    messages.success(request, "The calendar is not read any more, and its absences are gone.")
    return redirect("away")


def _add(form: AbsenceForm, *, by: Teammate) -> None:
    said = form.cleaned_data
    who = said.get("teammate") or by
    first_on, last_on = said["first_on"], said["last_on"] or said["first_on"]
    if said["from_time"] is None:
        add_days(who, first_on, last_on, summary=said["summary"], by=by)
        return
    from_at = shown_at(first_on, said["from_time"], who.timezone)
    until_at = shown_at(last_on, said["until_time"], who.timezone)
    add_time(who, from_at, until_at, summary=said["summary"], by=by)


def _page(
    request: HttpRequest, *, form: AbsenceForm | None = None, calendar_form: CalendarForm | None = None
) -> HttpResponse:
    me = cast("Teammate", request.user)
    form, calendar_form = form or AbsenceForm(by=me), calendar_form or CalendarForm()
    shown = {
        "form": form,
        "calendar_form": calendar_form,
        "absences": queries.own_absences(me),
        "everybody": queries.everybodys_absences(me) if me.is_lead else None,
        "calendars": queries.calendars_of(me),
        "country": name_of(me.country),
        "holidays": queries.holidays_ahead(me),
    }
    is_wrong = bool(form.errors or calendar_form.errors)
    return render(request, "rotation/away.html", shown, status=422 if is_wrong else 200)
