"""Which product a conversation is about."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from frontline.inbox.access import conversation_visible_to
from frontline.inbox.attributing import set_product
from frontline.inbox.forms import ProductForm, checked
from frontline.inbox.views import answers
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import where
from frontline.people.models import Product


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, number: int) -> HttpResponse:
    """GET: what to choose from, as a page or, for the dialog, as its list. POST: it is about `product`, or none."""
    conversation = conversation_visible_to(me(request), number)
    if request.method != "POST":
        context = {
            "conversation": conversation,
            "where": where(request),
            "products": Product.objects.order_by("name"),
        }
        template = "choices" if answers.is_script(request) else "page"
        return show(request, f"inbox/product_{template}.html", context)
    product = checked(ProductForm(request.POST))["product"]
    set_product(conversation, product, by=me(request))
    say = f"It is about {product.name}." if product else "It is about no product."
    return answers.done(request, conversation, say)
