"""Addresses of what belongs to no room in particular."""

from django.urls import path

from frontline.ui import views

urlpatterns = [
    path("-/gallery", views.gallery, name="gallery"),
    path("-/places", views.places, name="places"),
]
