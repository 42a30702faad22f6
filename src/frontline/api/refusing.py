"""Every error of the REST interface has one shape: `{"error": {"code", "message", "reference"}}`."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from frontline.kernel.refusal import Refusal


def install(api: NinjaAPI) -> None:
    """Answer each kind of failure with its status and a sentence."""

    def answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
        reference = getattr(request, "reference", "")
        return api.create_response(
            request, {"error": {"code": code, "message": message, "reference": reference}}, status=status
        )

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return answer(request, refusal.status, refusal.code, refusal.sentence)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        told = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors)
        return answer(request, 422, "invalid", told)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = answer(request, 401, "unauthorized", "Give a valid token: Authorization: Bearer TOKEN.")
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, "bad_request", str(error))

    @api.exception_handler(OperationalError)
    def away(request: HttpRequest, error: OperationalError) -> HttpResponse:
        response = answer(
            request, 503, "unavailable", "The database is away. Nothing was changed; try again shortly."
        )
        response["Retry-After"] = "5"
        return response
