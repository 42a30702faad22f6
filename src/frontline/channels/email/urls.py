"""Pages of e-mail as a channel, and where providers bring mail."""

from django.urls import include, path

from frontline.channels.email.views import outbox

urlpatterns = [
    path("hooks/anymail/", include("frontline.channels.email.hook_urls")),
    path("outbox", outbox.index, name="outbox"),
    path("outbox/<int:pk>", outbox.show, name="outbox-mail"),
    path("outbox/<int:pk>/source", outbox.source, name="outbox-source"),
]
