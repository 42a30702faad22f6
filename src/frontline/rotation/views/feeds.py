"""`/calendars/SECRET.ics`: what calendar programs read. The address is the key; every other one answers alike."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from frontline.rotation.feeds.making import opened
from frontline.rotation.feeds.showing import calendar_of

MEDIA_TYPE = "text/calendar; charset=utf-8"


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    feed = opened(secret)
    if feed is None:
        return HttpResponse(
            "There is no calendar at this address.\n", status=404, content_type="text/plain; charset=utf-8"
        )
    content = calendar_of(feed)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="shifts.ics"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response
