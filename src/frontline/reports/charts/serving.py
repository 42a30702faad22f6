"""A picture as an answer to a browser."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from frontline.reports.charts.picture import Picture
from frontline.reports.charts.rendering import png, svg

_FORMS = {"svg": "image/svg+xml", "png": "image/png"}
# The policy of an SVG that is opened by itself: it may style itself, and nothing else. In an <img> scripts never run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def serve(picture: Picture, form: str, request: HttpRequest, *, name: str = "") -> HttpResponse:
    """The picture as "svg" or "png"; dark with `?theme=dark`; a download called `name` with `?download`.

    A browser that has it already is answered 304, and nothing is drawn. Raises Undrawn.
    """
    dark = request.GET.get("theme") == "dark"
    etag = f'"{picture.digest(form, dark)[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    file = svg(picture, dark=dark) if form == "svg" else png(picture, dark=dark)
    answer = HttpResponse(file, content_type=_FORMS[form])
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = _POLICY
    if "download" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="{name or "chart"}.{form}"'
    return answer
