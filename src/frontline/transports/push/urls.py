"""Addresses of web push."""

from django.urls import path

from frontline.transports.push import views

urlpatterns = [
    path("push-worker.js", views.worker, name="push_worker"),
    path("preferences/notices/browsers", views.browsers, name="push_browsers"),
    path("preferences/notices/browsers/<int:pk>/removal", views.removal, name="push_removal"),
]
