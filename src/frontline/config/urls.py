"""Every address of Frontline."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("frontline.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("frontline.api.urls")),
    path("-/status", include("frontline.config.selfcheck.urls")),
    path("", include("frontline.shift.urls")),
    path("", include("frontline.inbox.urls")),
    path("", include("frontline.rotation.urls")),
    path("", include("frontline.hours.urls")),
    path("", include("frontline.rotation.away.urls")),
    path("", include("frontline.rotation.feeds.urls")),
    path("", include("frontline.handoffs.urls")),
    path("", include("frontline.notify.urls")),
    path("", include("frontline.transports.push.urls")),
    path("", include("frontline.transports.webhook.urls")),
    path("", include("frontline.tiers.urls")),
    path("", include("frontline.reports.studies.urls")),
    path("", include("frontline.channels.email.urls")),
    path("", include("frontline.reports.numbers.urls")),
    path("", include("frontline.ui.urls")),
]

handler400 = "frontline.ui.problems.bad_request"
handler403 = "frontline.ui.problems.not_allowed"
handler404 = "frontline.ui.problems.not_found"
handler500 = "frontline.ui.problems.broken"
