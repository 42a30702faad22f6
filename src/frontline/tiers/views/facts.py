"""Facts that people bring: a CSV file, and which company an unmatched account is. For leads."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.people.views.teammates import for_leads
from frontline.tiers.forms import MatchForm, UploadForm
from frontline.tiers.matching import company_at, match_by_hand
from frontline.tiers.models import Account
from frontline.tiers.uploading import COLUMNS, MOST_BYTES, upload

_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def facts(request: HttpRequest) -> HttpResponse:
    """The form for a file, and what came of it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read(MOST_BYTES + 1)
            said = upload(content, is_whole=form.cleaned_data["is_whole"], by=cast("Teammate", request.user))
        except Invalid as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(
                request, f"{said.companies} companies read; {said.changed} have another tier now."
            )
            return redirect("tiers")
    context = {"form": form, "heads": COLUMNS}
    return render(request, "tiers/upload.html", context, status=422 if form.errors else 200)


@require_safe
@for_leads
def unmatched(request: HttpRequest) -> HttpResponse:
    """Accounts with a subscription or a deal whose company is not known; `?after=ID` goes on."""
    after = request.GET.get("after", "")
    rows = Account.objects.filter(company=None, agreements__isnull=False).order_by("pk").distinct()
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__gt=int(after))
    page = list(rows.prefetch_related("agreements")[: _ON_A_PAGE + 1])
    shown = page[:_ON_A_PAGE]
    older = f"?after={shown[-1].pk}" if len(page) > _ON_A_PAGE else None
    return render(request, "tiers/unmatched.html", {"accounts": shown, "older": older})


@require_POST
@for_leads
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """This account is the company with the domain given, which is made if there is none."""
    account = Account.objects.filter(pk=pk).first()
    if account is None:
        raise Absent("There is no such account any more.")
    form = MatchForm(request.POST)
    if not form.is_valid():
        raise Invalid("Give the company's domain, such as northwind.example.")
    lead = cast("Teammate", request.user)
    company = company_at(form.cleaned_data["domain"], name=account.name, by=lead)
    match_by_hand(account, company, by=lead)
    messages.success(request, f"{account} is {company.name}.")
    return redirect("tiers-unmatched")
