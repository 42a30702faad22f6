"""Where a page's stream begins."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontline.events import listening


def positioned(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give the request a `stream_position`, asked before anything is read for the page.

    The page names it when it opens its stream, and is told only what came after. Without one, it fetches all that is
    live on it again.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        position = listening.position()
        if position is not None:
            request.stream_position = position  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
