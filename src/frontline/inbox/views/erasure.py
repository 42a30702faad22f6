"""Erasing a customer, behind a page that says what goes. For leads."""

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frontline.inbox.forms import ErasureForm, checked
from frontline.inbox.models import Conversation
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.kernel.refusal import Absent
from frontline.people.erasing import WHYS, erase
from frontline.people.models import Customer, Erasure
from frontline.people.views.teammates import for_leads


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what would go, or how far it is. POST: erase them, for `why`; `sure` must be given."""
    customer = Customer.objects.select_related("company").filter(pk=pk).first()
    if customer is None:
        raise Absent("There is no such customer.")
    if request.method == "POST":
        why = checked(ErasureForm(request.POST))["why"]
        erase(customer, why=why, by=me(request))
        words.info(request, "They are being erased. It takes a moment for everything to be gone.")
        return redirect("customer-erasure", pk=pk)
    context = {
        "customer": customer,
        "addresses": list(customer.addresses.all()),
        "conversations": Conversation.objects.filter(customer=customer).count(),
        "erasure": Erasure.objects.select_related("asked_by").filter(customer=customer).first(),
        "whys": [(why, why) for why in WHYS],
    }
    return show(request, "inbox/erasure_page.html", context)
