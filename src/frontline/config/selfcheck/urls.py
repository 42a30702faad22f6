"""Addresses of the self-check."""

from django.urls import path

from frontline.config.selfcheck import views

urlpatterns = [
    path("", views.status, name="status"),
    path("/intakes/<int:pk>/raw", views.raw, name="intake-raw"),
    path("/intakes/<int:pk>/replays", views.replays, name="intake-replays"),
    path("/intakes/replays", views.all_replays, name="all-intake-replays"),
    path("/dispatches/<int:pk>/retries", views.retries, name="dispatch-retries"),
]
