"""Addresses of people. Included before allauth's own, two of which they stand in front of."""

from django.urls import path, re_path

from frontline.people.views import preferences, products, signing_in, teammates, welcome

urlpatterns = [
    path("welcome", welcome.welcome, name="welcome"),
    path("accounts/login/", signing_in.sign_in, name="account_login"),
    re_path(r"^accounts/(?:email|confirm-email)/(?P<rest>.*)$", signing_in.elsewhere),
    path("preferences", preferences.preferences, name="preferences"),
    path("products", products.products, name="products"),
    path("products/<int:pk>", products.product, name="product"),
    path("teammates", teammates.teammates, name="teammates"),
    path("teammates/new", teammates.new_teammate, name="new_teammate"),
    path("teammates/<int:pk>/invitation", teammates.invitation, name="invitation"),
    path("teammates/<int:pk>/deactivation", teammates.deactivation, name="deactivation"),
    path("teammates/<int:pk>/activation", teammates.activation, name="activation"),
]
