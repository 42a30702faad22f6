"""Addresses of shifts, of asking others for a swap or a cover, and of amendments."""

from django.urls import URLPattern, path

from frontline.rotation.views import amendments, asking, asks, shifts

urlpatterns: list[URLPattern] = [
    path("rotation/shifts", shifts.shift, name="shift"),
    path("rotation/asks", asks.asks, name="asks"),
    path("rotation/asks/new", asking.new, name="new-ask"),
    path("rotation/asks/<int:pk>/acceptance", asks.acceptance, name="ask-acceptance"),
    path("rotation/asks/<int:pk>/refusal", asks.refusal, name="ask-refusal"),
    path("rotation/asks/<int:pk>/withdrawal", asks.withdrawal, name="ask-withdrawal"),
    path("rotation/amendments", amendments.create, name="amendments"),
    path("rotation/amendments/new", amendments.new, name="new-amendment"),
    path("rotation/amendments/<int:pk>/revocation", amendments.revocation, name="amendment-revocation"),
]
