"""`/rotation/shifts`: one stretch of a rotation: who, when, because of what, and what can be done about it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.kernel import clock
from frontline.rotation.lanes.reasons import reasons_in
from frontline.rotation.models import Amendment
from frontline.rotation.plan.current import current
from frontline.rotation.views import parts
from frontline.rotation.views.asked import me
from frontline.rotation.views.stretches import named


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def shift(request: HttpRequest) -> HttpResponse:
    plan = current()
    found = named(request.GET, plan, me(request), clock.now())
    myself = plan.people.get(me(request).pk)
    if found.who is None and replace(found, who=myself).is_theirs:
        found = replace(found, who=myself)  # they have it together with so many that the lane shows no names
    reasons = reasons_in(plan, *found.shift)[found.rotation.pk]
    here = [
        amendment
        for from_at, until_at, amendment in reasons.amendments
        if from_at < found.shift.until_at and until_at > found.shift.from_at
    ]
    asks = [
        ask
        for from_at, until_at, ask in reasons.asks
        if from_at < found.shift.until_at and until_at > found.shift.from_at
    ]
    is_mine = found.who is not None and found.who.pk == request.user.pk
    context = {
        "found": found,
        "amendments": [(each, _may_revoke(each, request)) for each in here],
        "asks": asks,
        "people": plan.people,
        "is_mine": is_mine,
        "may_give": found.is_theirs and not found.is_past and (is_mine or me(request).is_lead),
        "viewer": found.viewer,
    }
    who = "You" if is_mine else found.who.name if found.who else ""
    title = f"{who}: {found.rotation.name}" if who else found.rotation.name
    return parts.show(request, "rotation/shift.html", title, context)


def _may_revoke(amendment: Amendment, request: HttpRequest) -> bool:
    theirs = {amendment.made_by_id, amendment.teammate_id, amendment.instead_of_id}
    return me(request).is_lead or request.user.pk in theirs
