"""Addresses of series, and of a product's culprits over time."""

from django.urls import path, re_path

from frontline.reports.studies.views import products, series

urlpatterns = [
    path("studies/series", series.index, name="series"),
    path("studies/series/new", series.new, name="series-new"),
    path("studies/series/begun", series.create, name="series-create"),
    path("studies/series/<int:pk>", series.show, name="one-series"),
    path("studies/series/<int:pk>/people", series.people, name="series-people"),
    path("studies/series/<int:pk>/stop", series.stop, name="series-stop"),
    path("studies/series/<int:pk>/resumption", series.resume, name="series-resume"),
    path("products/<int:pk>/studies", products.show, name="product-studies"),
    re_path(
        r"^products/(?P<pk>\d+)/studies/course\.(?P<form>svg|png)$",
        products.picture,
        name="product-studies-picture",
    ),
]
