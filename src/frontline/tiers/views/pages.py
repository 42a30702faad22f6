"""`/tiers`: the rules, where the facts come from, and what has changed. For leads."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.events.models import Event
from frontline.kernel.refusal import Absent
from frontline.people.models import Company, Tier
from frontline.people.views.teammates import for_leads
from frontline.tiers import events, jobs, syncing
from frontline.tiers.knowing import current_rules
from frontline.tiers.models import Account, Pin, Source, Sync
from frontline.tiers.rules import in_words
from frontline.tiers.ruling import version
from frontline.tiers.sources.known import READ_BY_US, is_set

_CHANGES = 20
_UNMATCHED_UP_TO = 1000
SETTING = {Source.STRIPE: "FRONTLINE_STRIPE_KEY", Source.HUBSPOT: "FRONTLINE_HUBSPOT_TOKEN"}


@dataclass(frozen=True, slots=True)
class Read:
    """A source that we read, as the page shows it."""

    source: str
    label: str
    setting: str
    is_set: bool
    sync: Sync | None


@dataclass(frozen=True, slots=True)
class Change:
    """A company's change of tier."""

    event: Event
    company: str
    before: str
    after: str


@require_safe
@for_leads
def index(request: HttpRequest) -> HttpResponse:
    syncs = {row.source: row for row in Sync.objects.all()}
    counts = dict(Company.objects.order_by().values_list("tier").annotate(Count("pk")))
    unmatched = Account.objects.filter(company=None, agreements__isnull=False).order_by("pk")
    context = {
        "rules": [(Tier(rule.tier).label, in_words(rule)) for rule in current_rules()],
        "version": version(),
        "counts": [(tier.label, tier.value, counts.get(tier.value, 0)) for tier in Tier],
        "pins": Pin.objects.count(),
        "sources": [
            Read(source, source.label, SETTING[source], is_set(source), syncs.get(source))
            for source in READ_BY_US
        ],
        "unmatched": len(unmatched.distinct()[: _UNMATCHED_UP_TO + 1]),
        "unmatched_up_to": _UNMATCHED_UP_TO,
        "changes": _changes(),
    }
    return render(request, "tiers/index.html", context)


@require_POST
@for_leads
def read_now(request: HttpRequest, source: str) -> HttpResponse:
    """Begin a pass over a source, or go on with the one that waits."""
    if source not in READ_BY_US or not is_set(source):
        raise Absent("There is no such source, or it has no key.")
    syncing.begin(source)
    jobs.sync_soon(source)
    return redirect("tiers")


def _changes() -> list[Change]:
    # Not by the id alone: its index would be walked through all events of all conversations.
    of_companies = Event.objects.filter(subject_kind="company", kind=events.CHANGED)
    found = list(of_companies.order_by((F("id") + 0).desc())[:_CHANGES])
    names = dict(Company.objects.filter(pk__in={e.subject_id for e in found}).values_list("pk", "name"))
    return [
        Change(
            event,
            names.get(event.subject_id, "A company that is gone"),
            Tier(event.data["from"]).label,
            Tier(event.data["to"]).label,
        )
        for event in found
    ]
