"""Addresses of studies and culprits."""

from django.urls import path

from frontline.reports.studies.comparing.urls import urlpatterns as of_comparisons
from frontline.reports.studies.reporting.urls import urlpatterns as of_reports
from frontline.reports.studies.series.urls import urlpatterns as of_series
from frontline.reports.studies.views import agreement, culprits, planning, reading, studies

urlpatterns = [
    *of_reports,
    *of_comparisons,
    *of_series,
    path("studies", studies.index, name="studies"),
    path("studies/new", planning.new, name="study-new"),
    path("studies/drawn", planning.create, name="study-create"),
    path("studies/<int:pk>", studies.show, name="study"),
    path("studies/<int:pk>/completion", studies.finish, name="study-finish"),
    path("studies/<int:pk>/reopening", studies.reopen, name="study-reopen"),
    path("studies/<int:pk>/reading", reading.begin, name="study-read"),
    path("studies/<int:pk>/reading/<int:number>", reading.read, name="study-reading"),
    path("studies/<int:pk>/reading/<int:number>/lease", reading.keep, name="study-keep"),
    path("studies/<int:pk>/reading/<int:number>/skip", reading.skip, name="study-skip"),
    path("studies/<int:pk>/agreement", agreement.show, name="study-agreement"),
    path("studies/<int:pk>/agreement/<int:number>", agreement.settle, name="study-settle"),
    path("culprits", culprits.index, name="culprits"),
    path("culprits/<int:pk>", culprits.show, name="culprit"),
    path("culprits/<int:pk>/name", culprits.rename, name="culprit-rename"),
    path("culprits/<int:pk>/merge", culprits.merge, name="culprit-merge"),
    path("culprits/<int:pk>/separation", culprits.separate, name="culprit-separate"),
    path("culprits/<int:pk>/actions", culprits.act, name="culprit-act"),
    path(
        "culprits/<int:pk>/actions/<int:action>/removal", culprits.remove_action, name="culprit-action-remove"
    ),
]
