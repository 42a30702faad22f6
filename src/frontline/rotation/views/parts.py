"""A page that also stands in the timeline's dialog: the same template files, asked for by the page or by its script."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontline.rotation.lanes import words

DIALOG = "shift"


def in_dialog(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == DIALOG


def show(
    request: HttpRequest, body: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The template `body` under `title`, as a page or as the dialog's content."""
    frame = "rotation/in_dialog.html" if in_dialog(request) else "rotation/in_page.html"
    # The script swaps in what is 2xx or 422: a refusal is shown where the form was.
    status = 422 if in_dialog(request) and status >= 400 else status
    known = {"body": body, "heading": title, "told": words, "in_dialog": in_dialog(request)}
    return render(request, frame, {**known, **context}, status=status)


def done(request: HttpRequest, say: str, to: str) -> HttpResponse:
    """It was done: back to the timeline with a word; the dialog's script closes it and says the word."""
    if in_dialog(request):
        response = HttpResponse(status=204)
        response["HX-Trigger"] = json.dumps({"rotation:done": {"say": say}})
        return response
    messages.info(request, say)
    return redirect(to)
