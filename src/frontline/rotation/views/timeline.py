"""`/rotation`: whose week it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    return render(request, "rotation/timeline.html")
