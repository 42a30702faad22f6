"""Pages that belong to no room in particular."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontline.ui.left import Left, Mark

_NOTE = """His log lines show a 500 right after each reset. Is the form rejecting `'`?

```python
def allowed(address: str) -> bool:
    # RFC 5321 lets an apostrophe into the local part
    return bool(PATTERN.match(address)) and len(address) < 254
```
"""
_REPLY = """Hey Seán, I can see the **three attempts**: our form trips over the apostrophe in your address.

1. I have just sent you a reset mail by hand.
2. The fix itself ships on Monday.

> It says a mail is on its way

| Attempt | Answer |
|---|---|
| 14:01 | 500 |
"""


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, on both grounds side by side, or (`?single`) on that of the page alone."""
    now = timezone.now()
    shown = {
        "is_single": "single" in request.GET,
        "samples": {"note": _NOTE, "reply": _REPLY},
        "moments": {
            "minutes": now - timedelta(minutes=9),
            "days": now - timedelta(days=3),
            "years": now - timedelta(days=800),
        },
        "lefts": [left.element(now.timestamp()) for left in _lefts(int(now.timestamp()))],
    }
    return render(request, "ui/gallery.html", shown)


def _lefts(now: int) -> list[Left]:
    """A promise in each of its states: before its target, after it, warned, over; and with closed hours in between."""
    minute, hour = 60, 3600
    before = Mark(now - hour, now - hour)
    return [
        Left("First reply", Mark(now + 8 * hour, now), now, target=Mark(now + 12 * minute, now)),
        Left("First reply", Mark(now + 8 * hour, now), now, warn=Mark(now + 40 * minute, now), target=before),
        Left("First reply", Mark(now + 3 * hour, now), now, warn=before, target=before),
        Left("First reply", Mark(now - 2 * hour, now - 3 * hour), now + hour),
        Left("Next reply", Mark(now + 40 * hour, now + 39 * hour), now + 40 * hour, warn=before),
        Left("Resolution", Mark(now - 50 * hour, now - 51 * hour), now - 50 * hour),
    ]


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The left column by itself, for pages whose counts may have changed."""
    return render(request, "ui/places.html")
