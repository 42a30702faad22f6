"""Addresses of being away."""

from django.urls import URLPattern, path

from frontline.rotation.views import away

urlpatterns: list[URLPattern] = [
    path("away", away.away, name="away"),
    path("away/<int:pk>/removal", away.absence_removal, name="absence_removal"),
    path("away/calendars", away.absence_calendars, name="absence_calendars"),
    path("away/calendars/<int:pk>/reading", away.absence_calendar_reading, name="absence_calendar_reading"),
    path("away/calendars/<int:pk>/removal", away.absence_calendar_removal, name="absence_calendar_removal"),
]
