"""Addresses of notices."""

from django.urls import path

from frontline.notify.views import notices, preferences

urlpatterns = [
    path("notices", notices.notices, name="notices"),
    path("preferences/notices", preferences.preferences, name="notice_preferences"),
    path("preferences/notices/pace", preferences.pace, name="notice_pace"),
    path("preferences/notices/ways/<slug:transport>/test", preferences.test, name="notice_test"),
    path(
        "preferences/notices/ways/<slug:transport>/activation",
        preferences.activation,
        name="notice_activation",
    ),
]
