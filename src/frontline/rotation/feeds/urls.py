"""Addresses of calendar feeds."""

from django.urls import URLPattern, path

from frontline.rotation.views import calendars, feeds

urlpatterns: list[URLPattern] = [
    path("calendars", calendars.calendars, name="calendars"),
    path("calendars/<int:pk>/revocation", calendars.calendar_revocation, name="calendar_revocation"),
    path("calendars/<str:secret>.ics", feeds.calendar_feed, name="calendar_feed"),
]
