"""Addresses of comparisons and of usage."""

from django.urls import path, re_path

from frontline.reports.studies.views import comparison, usage

urlpatterns = [
    path("studies/usage", usage.index, name="usage"),
    path("studies/usage/points", usage.create, name="usage-points"),
    path("studies/usage/file", usage.upload, name="usage-file"),
    path("studies/usage/points/<int:pk>/removal", usage.remove, name="usage-remove"),
    path("studies/<int:pk>/comparison", comparison.show, name="study-comparison"),
    path("studies/<int:pk>/comparison.csv", comparison.as_csv, name="study-comparison-csv"),
    re_path(
        r"^studies/(?P<pk>\d+)/comparison/(?P<name>differences|weeks)\.(?P<form>svg|png)$",
        comparison.picture,
        name="study-comparison-picture",
    ),
]
