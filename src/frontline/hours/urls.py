"""Addresses of working hours."""

from django.urls import path

from frontline.hours.views import calendars, days_off, freezes

urlpatterns = [
    path("hours", calendars.index, name="hours"),
    path("hours/new", calendars.new, name="new_calendar"),
    path("hours/<int:pk>", calendars.show, name="calendar"),
    path("hours/<int:pk>/edit", calendars.edit, name="edit_calendar"),
    path("hours/<int:pk>/default", calendars.default, name="default_calendar"),
    path("hours/<int:pk>/removal", calendars.removal, name="calendar_removal"),
    path("hours/<int:pk>/closures", days_off.closures, name="closures"),
    path("hours/<int:pk>/closures/<int:closure>/removal", days_off.reopening, name="closure_removal"),
    path("hours/<int:pk>/worked-holidays", days_off.worked_holidays, name="worked_holidays"),
    path("hours/<int:pk>/freezes", freezes.freezes, name="freezes"),
    path("hours/<int:pk>/weekly-freezes", freezes.weekly_freezes, name="weekly_freezes"),
    path("hours/<int:pk>/freezes/<int:freeze>/removal", freezes.thawing, name="freeze_removal"),
]
