"""Addresses of tiers."""

from django.urls import path

from frontline.tiers.views import hooks

urlpatterns = [
    path("hooks/stripe", hooks.stripe, name="hook-stripe"),
]
