"""Merging a conversation into another, and taking it out again."""

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frontline.inbox.access import conversation_visible_to, conversations_visible_to
from frontline.inbox.forms import MergeForm, checked
from frontline.inbox.merging import OtherCustomer, merge
from frontline.inbox.models import Conversation
from frontline.inbox.parting import part
from frontline.inbox.views import showing
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import where

_OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, number: int) -> HttpResponse:
    """GET: where to merge it to. POST: merge it into number `into`; `across` says that another customer's is meant."""
    conversation = conversation_visible_to(me(request), number)
    if request.method != "POST":
        return _page(request, conversation)
    given = checked(MergeForm(request.POST))
    into = conversation_visible_to(me(request), given["into"])
    try:
        stays = merge(conversation, into=into, across_customers=given["across"], by=me(request))
    except OtherCustomer as refusal:
        both = [(each, list(each.participants.all())) for each in (conversation, into)]
        return _page(request, conversation, status=refusal.status, into=into, both=both)
    return showing.back(request, stays, f"#{number} is merged into this one.", f"part {number}")


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Take it out of the other again."""
    conversation = conversation_visible_to(me(request), number)
    stays = part(conversation, by=me(request))
    return showing.back(
        request, conversation, f"#{number} stands by itself again, apart from #{stays.number}."
    )


def moved(request: HttpRequest, conversation: Conversation, stays: int) -> HttpResponse:
    """To where a merged conversation goes on, with a word on why the reader is there."""
    words.info(
        request, f"#{conversation.number} was merged into this one.", extra_tags=f"part {conversation.number}"
    )
    return redirect(reverse("conversation", args=[stays]) + where(request).query)


def _page(
    request: HttpRequest, conversation: Conversation, status: int = 200, **more: object
) -> HttpResponse:
    others = (
        conversations_visible_to(me(request))
        .filter(customer=conversation.customer, merged_into=None, is_spam=False)
        .exclude(pk=conversation.pk)
        .order_by("-status", "-pk")  # open before closed
    )
    context = {
        "conversation": conversation,
        "where": where(request),
        "others": others[:_OFFERED],
        **more,
    }
    return show(request, "inbox/merge_page.html", context, status=status)
