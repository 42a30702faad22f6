"""Addresses of the webhook transport."""

from django.urls import path

from frontline.transports.webhook import views

urlpatterns = [path("preferences/notices/webhook", views.webhook, name="notice_webhook")]
