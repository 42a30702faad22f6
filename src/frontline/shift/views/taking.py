"""Taking a conversation that nobody has."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.views.me import me
from frontline.inbox.views.where import Where
from frontline.shift import taking
from frontline.shift.scene import scene
from frontline.shift.views.listing import SHIFT


@require_POST
def create(request: HttpRequest, number: int) -> HttpResponse:
    """It is theirs, and opens; or they are told who has it."""
    conversation = conversation_visible_to(me(request), number)
    why = "jumped in outside the hero's hours" if scene(me(request)).jumps_in else ""
    try:
        taking.take(conversation, why=why, by=me(request))
    except taking.Taken as refusal:
        messages.error(request, refusal.sentence)
        return redirect("my-shift")
    messages.success(request, f"#{number} is yours.")
    return redirect(reverse("conversation", args=[number]) + Where(SHIFT).query)
