"""`/hooks/stripe`: where Stripe says that something changed."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from frontline.tiers import noticing


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """200 only for what is committed, or does not matter to us; 404 while no secret is set; 400 if it is not signed."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404
    try:
        noticing.check_signature(request.body, request.headers.get("Stripe-Signature", ""))
        event = json.loads(request.body)
    except noticing.NotSigned as refusal:
        return JsonResponse({"error": {"code": refusal.code, "message": refusal.sentence}}, status=400)
    except ValueError:
        return JsonResponse({"error": {"code": "bad_request", "message": "This is not JSON."}}, status=400)
    notice = noticing.take_in(event) if isinstance(event, dict) else None
    return JsonResponse({"kept": notice is not None})
