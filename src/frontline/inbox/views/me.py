"""Who asks."""

from django.http import HttpRequest

from frontline.people.models import Teammate


def me(request: HttpRequest) -> Teammate:
    """The signed-in teammate. The middleware lets nobody else come this far."""
    assert isinstance(request.user, Teammate)
    return request.user
