"""Addresses under which rotations are planned."""

from django.urls import URLPattern, path

from frontline.rotation.views import deriving, handing_over, lineups, planning, rotation, shadows

urlpatterns: list[URLPattern] = [
    path("rotation/new", planning.new_rotation, name="rotation_new"),
    path("rotation/derived/new", deriving.new_derived, name="rotation_derived_new"),
    path("rotation/<int:pk>", rotation.rotation, name="rotation_one"),
    path("rotation/<int:pk>/specification", rotation.specification, name="rotation_specification"),
    path("rotation/<int:pk>/name", rotation.name, name="rotation_name"),
    path("rotation/<int:pk>/announcing", rotation.announcing, name="rotation_announcing"),
    path("rotation/<int:pk>/lineup", lineups.lineup, name="rotation_lineup"),
    path("rotation/<int:pk>/hand-over", handing_over.hand_over, name="rotation_hand_over"),
    path("rotation/<int:pk>/ending", handing_over.ending, name="rotation_ending"),
    path("rotation/<int:pk>/shadows", shadows.shadows, name="rotation_shadows"),
    path("rotation/shadows/<int:pk>/ending", shadows.shadow_ending, name="rotation_shadow_ending"),
]
