"""Addresses of the rotation."""

from django.urls import URLPattern, path

from frontline.rotation import asking_urls, planning_urls, weighing_urls
from frontline.rotation.views import timeline

urlpatterns: list[URLPattern] = [
    path("rotation", timeline.timeline, name="rotation"),
    *asking_urls.urlpatterns,
    *weighing_urls.urlpatterns,
    *planning_urls.urlpatterns,
]
