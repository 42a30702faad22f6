"""Each request of a signed-in teammate says that they are here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontline.shift.noticing import notice

Handler = Callable[[HttpRequest], HttpResponse]


def noticed(get_response: Handler) -> Handler:
    """Behind the sign-in. Machines that come with a token are nobody's presence."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            notice(request.user.pk)
        return get_response(request)

    return middleware
