"""Addresses of reports, and of those that are shared."""

from django.urls import path

from frontline.reports.studies.views import report

urlpatterns = [
    path("studies/<int:pk>/report", report.show, name="study-report"),
    path("studies/<int:pk>/report/bars/<slug:key>", report.behind, name="study-bar"),
]
