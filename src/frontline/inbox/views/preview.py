"""What Markdown will look like."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from frontline.inbox.replying import LONGEST


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """The HTML of `text`, as the customer will see it."""
    return render(request, "inbox/preview.html", {"text": request.POST.get("text", "")[:LONGEST]})
