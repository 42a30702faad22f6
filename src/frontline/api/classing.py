"""What conversations are about, spam, and mergers, over REST."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from frontline.api import shapes, showing
from frontline.api.conversations import one
from frontline.api.signing_in import caller
from frontline.inbox.access import conversation_visible_to
from frontline.inbox.attributing import set_product
from frontline.inbox.categorising import categorise, propose
from frontline.inbox.merging import merge
from frontline.inbox.models import Category
from frontline.inbox.parting import part
from frontline.inbox.spam import mark_spam, unmark_spam
from frontline.kernel.refusal import Invalid
from frontline.people.models import Product

router = Router(tags=["conversations"])
categories = Router(tags=["categories"])


@categories.get("", response=shapes.Categories, summary="The categories that there are")
def index(request: HttpRequest) -> dict[str, Any]:
    caller(request)
    return {"items": [showing.category(row) for row in Category.objects.order_by("name")]}


@router.put(
    "/{int:number}/categories", response=shapes.Conversation, summary="Put it into these categories alone"
)
def classify(request: HttpRequest, number: int, new: shapes.NewCategories) -> dict[str, Any]:
    """A name that is not in the list yet is proposed; a lead's is in it at once."""
    me = caller(request)
    conversation = conversation_visible_to(me, number)
    chosen = [propose(name, by=me) for name in new.names]
    others = [c for c in conversation.categories.all() if c not in chosen]
    categorise(conversation, add=chosen, remove=others, by=me)
    return one(me, number)


@router.put("/{int:number}/product", response=shapes.Conversation, summary="Say what product it is about")
def attribute(request: HttpRequest, number: int, new: shapes.NewProduct) -> dict[str, Any]:
    me = caller(request)
    conversation = conversation_visible_to(me, number)
    product = Product.objects.filter(name__iexact=new.name).first() if new.name else None
    if new.name and product is None:
        raise Invalid(f"There is no product “{new.name[:80]}”.")
    set_product(conversation, product, by=me)
    return one(me, number)


@router.post("/{int:number}/spam", response=shapes.Conversation, summary="Close it as spam")
def spam(request: HttpRequest, number: int) -> dict[str, Any]:
    me = caller(request)
    mark_spam(conversation_visible_to(me, number), by=me)
    return one(me, number)


@router.delete("/{int:number}/spam", response=shapes.Conversation, summary="It is no spam: open it again")
def no_spam(request: HttpRequest, number: int) -> dict[str, Any]:
    me = caller(request)
    unmark_spam(conversation_visible_to(me, number), by=me)
    return one(me, number)


@router.post("/{int:number}/merger", response=shapes.Conversation, summary="Merge it into another")
def unite(request: HttpRequest, number: int, new: shapes.NewMerger) -> dict[str, Any]:
    """The answer is the other, with all that was written in both. 409 `other_customer` if it must be meant so."""
    me = caller(request)
    ends, into = conversation_visible_to(me, number), conversation_visible_to(me, new.into)
    return one(me, merge(ends, into=into, across_customers=new.across_customers, by=me).number)


@router.delete("/{int:number}/merger", response=shapes.Conversation, summary="Take it out of the other again")
def separate(request: HttpRequest, number: int) -> dict[str, Any]:
    me = caller(request)
    part(conversation_visible_to(me, number), by=me)
    return one(me, number)
