"""Addresses of what is weighed before it is decided: fairness, conflicts, and rotations from elsewhere."""

from django.urls import URLPattern, path

from frontline.rotation.views import conflicts, fairness, importing

urlpatterns: list[URLPattern] = [
    path("rotation/fairness", fairness.fairness, name="rotation_fairness"),
    path("rotation/fairness.csv", fairness.fairness_csv, name="rotation_fairness_csv"),
    path("rotation/conflicts", conflicts.conflicts, name="rotation_conflicts"),
    path("rotation/conflicts/asks", conflicts.asks, name="rotation_conflict_asks"),
    path("rotation/import", importing.importing, name="rotation_import"),
]
