"""Addresses of hand-offs."""

from django.urls import path

from frontline.handoffs.views import checklist, digest, past

urlpatterns = [
    path("handoff", checklist.show, name="handoff"),
    path("handoff/notes/<int:number>", checklist.note, name="handoff-note"),
    path("handoff/conversations", checklist.hand_over, name="handoff-conversations"),
    path("handoff/digest", digest.create, name="handoff-digest"),
    path("handoff/<int:pk>", digest.show, name="handoff-read"),
    path("handoff/<int:pk>/acknowledgement", digest.acknowledge, name="handoff-acknowledgement"),
    path("handoffs", past.show, name="handoffs"),
]
