"""`/handoffs`: all hand-offs, the missed ones marked. For leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.handoffs.allowing import handoffs_visible_to
from frontline.inbox.views.me import me
from frontline.people.views.teammates import for_leads

ON_A_PAGE = 50


@require_safe
@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """The newest first; `?page=2` goes on: there is one a week."""
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1
    start = (max(number, 1) - 1) * ON_A_PAGE
    rows = list(handoffs_visible_to(me(request)).defer("digest")[start : start + ON_A_PAGE + 1])
    context = {
        "handoffs": rows[:ON_A_PAGE],
        "newer": f"?page={number - 1}" if number > 1 else None,
        "older": f"?page={number + 1}" if len(rows) > ON_A_PAGE else None,
    }
    return render(request, "handoffs/past.html", context)
