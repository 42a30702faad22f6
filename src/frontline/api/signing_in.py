"""Bearer tokens (RFC 6750). Each acts as the teammate whom it was made for."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from frontline.people.models import Teammate
from frontline.people.tokens import find_teammate


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`. An unknown, revoked or departed teammate's token is 401."""

    openapi_description = "A token from `frontline token create --teammate EMAIL`."

    def authenticate(self, request: HttpRequest, token: str) -> Teammate | None:
        teammate = find_teammate(token)
        if teammate is not None:
            request.user = teammate
        return teammate


def caller(request: HttpRequest) -> Teammate:
    """The teammate whom the token acts as."""
    assert isinstance(request.user, Teammate)
    return request.user
