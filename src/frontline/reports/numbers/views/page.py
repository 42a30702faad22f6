"""`/numbers`: one period's figures, charts and tables."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.inbox import channel
from frontline.people.models import Teammate
from frontline.reports.numbers import asking, periods, subscribing
from frontline.reports.numbers.charting import CHARTS
from frontline.reports.numbers.headlines import tiles
from frontline.reports.numbers.models import Fact, Progress
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.tabling import TABLES, table


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """`?period=`, `?first=` and `?last=`, `?tier=`, ...: see asking.py."""
    by = cast("Teammate", request.user)
    scope = asking.scope_of(request.GET, by)
    reckoned = Reckoned(scope)
    progress = Progress.objects.filter(pk=1).first()
    has_facts = Fact.objects.exists()
    of_one = scope.teammate is not None
    charts = ["reply-times", "distribution"] if of_one else list(CHARTS)
    tables = [name for name in TABLES if not (of_one and name == "by-teammate")]
    context = {
        "scope": scope,
        "query": asking.query(scope),
        "given": {
            "tier": request.GET.get("tier", ""),
            "product": request.GET.get("product", ""),
            "category": request.GET.get("category", ""),
            "channel": scope.channel or "",
            "teammate": scope.teammate or "",
        },
        "filters": asking.choices(by, [each.key for each in channel.registered()]),
        "periods": periods.NAMES,
        "lengths": asking.LENGTHS,
        "progress": progress,
        "is_counting": progress is None or progress.next_number is not None,
        "has_facts": has_facts,
        "tiles": tiles(reckoned) if has_facts else [],
        "charts": [CHARTS[name](reckoned) for name in charts] if has_facts else [],
        "tables": [table(reckoned, name, by) for name in tables] if has_facts else [],
        "marks": reckoned.marks,
        "is_subscribed": subscribing.is_subscribed(by),
    }
    return render(request, "numbers/numbers.html", context)
