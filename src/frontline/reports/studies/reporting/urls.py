"""Addresses of reports, and of those that are shared."""

from django.urls import path

from frontline.reports.studies.views import report, report_files, shares

urlpatterns = [
    path("studies/<int:pk>/report", report.show, name="study-report"),
    path("studies/<int:pk>/report/bars/<slug:key>", report.behind, name="study-bar"),
    path("studies/<int:pk>/report/chart.<slug:form>", report_files.chart, name="study-chart"),
    path("studies/<int:pk>/report/labels.csv", report_files.labels, name="study-labels"),
    path("studies/<int:pk>/report.pdf", report_files.page, name="study-pdf"),
    path("studies/<int:pk>/report/help", report.learn, name="study-help"),
    path("studies/<int:pk>/shares", shares.create, name="study-share"),
    path("studies/<int:pk>/shares/<int:share_pk>/revocation", shares.end, name="study-share-revoke"),
    path("shared/studies/<str:token>", shares.show, name="shared-study"),
    path("shared/studies/<str:token>/chart.<slug:form>", shares.chart, name="shared-study-chart"),
    path("shared/studies/<str:token>/report.pdf", shares.document, name="shared-study-pdf"),
]
