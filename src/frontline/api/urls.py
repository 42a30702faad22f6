"""The REST interface, version 1."""

from django.urls import path
from ninja import NinjaAPI

from frontline.api import (
    classing,
    companies,
    conversations,
    intakes,
    marks,
    refusing,
    rotations,
    shift,
    snoozes,
    studies,
    study_reckoning,
)
from frontline.api.signing_in import Bearer

api = NinjaAPI(
    title="Frontline",
    version="1",
    description=(
        "Bearer tokens: `frontline token create --teammate EMAIL`. Times are UTC, ISO 8601. Lists are paged by cursor,"
        " in an order that never changes while they are read. Errors are `{error: {code, message, reference}}`."
    ),
    auth=Bearer(),
    docs_url=None,
)
api.add_router("/companies", companies.router)
api.add_router("/categories", classing.categories)
api.add_router("/conversations", conversations.router)
api.add_router("/conversations", classing.router)
api.add_router("/conversations", snoozes.router)
api.add_router("/intakes", intakes.router)
api.add_router("/marks", marks.router)
api.add_router("/rotations", rotations.router)
api.add_router("/shift", shift.router)
api.add_router("/studies", studies.router)
api.add_router("/studies", study_reckoning.router)
api.add_router("/culprits", studies.culprits)
api.add_router("/usage", studies.usage)
refusing.install(api)

urlpatterns = [path("", api.urls)]
