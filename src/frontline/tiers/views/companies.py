"""`/tiers/companies`: each company's tier, why it has it, and setting it by hand for a time. For leads."""

from typing import cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontline.events.models import Event
from frontline.kernel import clock
from frontline.kernel.refusal import Absent
from frontline.people.models import Company, Teammate, Tier
from frontline.people.views.teammates import for_leads
from frontline.tiers import events
from frontline.tiers.deciding import decide, said, said_of_deal
from frontline.tiers.forms import PinForm
from frontline.tiers.knowing import current_rules, facts_of
from frontline.tiers.models import Account, Pin
from frontline.tiers.pinning import let_go, set_by_hand

_ON_A_PAGE = 50
_CHANGES = 20
_BY_HAND = "hand"


@require_safe
@for_leads
def companies(request: HttpRequest) -> HttpResponse:
    """By id, the newest first; `?search=` in names and domains, `?tier=`, `?before=ID` goes on."""
    search, tier = request.GET.get("search", "").strip()[:100], request.GET.get("tier", "")
    before = request.GET.get("before", "")
    rows = Company.objects.order_by("-pk")
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(domain__icontains=search.lower()))
    if tier == _BY_HAND:
        rows = rows.filter(tier_pin__isnull=False)
    elif tier in Tier.values:
        rows = rows.filter(tier=tier)
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows[: _ON_A_PAGE + 1])
    shown, rules, today = page[:_ON_A_PAGE], current_rules(), clock.now().date()
    known = facts_of(shown)
    asked = request.GET.copy()
    asked["before"] = str(shown[-1].pk) if shown else ""
    context = {
        "rows": [(row, Tier(row.tier).label, decide(known[row.pk], rules, today).because) for row in shown],
        "older": f"?{asked.urlencode()}" if len(page) > _ON_A_PAGE else None,
        "search": search,
        "tier": tier,
        "tiers": [("", "Every tier"), *Tier.choices, (_BY_HAND, "Set by hand")],
    }
    return render(request, "tiers/companies.html", context)


@never_cache
@require_safe
@for_leads
def company(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    pinned = Pin.objects.filter(company=found).values("tier", "until_on", "why").first()
    return _company(request, found, PinForm(initial=dict(pinned) if pinned else None))


@require_POST
@for_leads
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _found(pk), PinForm(request.POST)
    if not form.is_valid():
        return _company(request, found, form, status=422)
    set_by_hand(found, **form.cleaned_data, by=cast("Teammate", request.user))
    messages.success(request, f"{found.name} is set by hand.")
    return redirect("tiers-company", pk=pk)


@require_POST
@for_leads
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    let_go(_found(pk), by=cast("Teammate", request.user))
    return redirect("tiers-company", pk=pk)


def _found(pk: int) -> Company:
    found = Company.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such company.")
    return found


def _company(request: HttpRequest, found: Company, form: PinForm, *, status: int = 200) -> HttpResponse:
    facts = facts_of([found])[found.pk]
    decision = decide(facts, current_rules(), clock.now().date())
    changes = Event.objects.filter(subject_kind="company", subject_id=found.pk).order_by("-id")
    context = {
        "company": found,
        "tier": Tier(found.tier).label,
        "decision": decision,
        "will_be": Tier(decision.tier).label,
        "facts": sorted(
            [said(one) for one in facts.subscriptions] + [said_of_deal(one) for one in facts.deals]
        ),
        "pin": Pin.objects.filter(company=found).select_related("set_by").first(),
        "accounts": Account.objects.filter(company=found).order_by("source", "pk")[:50],
        "changes": [
            (event, Tier(event.data["from"]).label, Tier(event.data["to"]).label)
            for event in changes.filter(kind=events.CHANGED)[:_CHANGES]
        ],
        "form": form,
    }
    return render(request, "tiers/company.html", context, status=status)
