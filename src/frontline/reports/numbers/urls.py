"""Addresses of the numbers."""

from django.urls import path, re_path

from frontline.reports.numbers.views import behind, charts, marks, page, subscription

urlpatterns = [
    path("numbers", page.numbers, name="numbers"),
    path("numbers/conversations", behind.behind, name="behind-a-number"),
    re_path(
        r"^numbers/charts/(?P<name>[a-z-]{1,20})\.(?P<form>svg|png|csv)$", charts.chart, name="number-chart"
    ),
    path("numbers/marks", marks.marks, name="number-marks"),
    path("numbers/marks/<int:mark>/removal", marks.mark_removal, name="number-mark-removal"),
    path("numbers/subscription", subscription.subscription, name="number-subscription"),
]
