"""Addresses of notices."""

from django.urls import path

from frontline.notify.views import notices

urlpatterns = [path("notices", notices.notices, name="notices")]
