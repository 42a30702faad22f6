"""Addresses of the rotation."""

from django.urls import URLPattern, path

from frontline.rotation import weighing_urls
from frontline.rotation.views import timeline

urlpatterns: list[URLPattern] = [
    path("rotation", timeline.timeline, name="rotation"),
    *weighing_urls.urlpatterns,
]
