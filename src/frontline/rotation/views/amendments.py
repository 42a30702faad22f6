"""`/rotation/amendments`: putting oneself on, overriding as a lead, and revoking."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.rotation.forms.asks import OverrideForm, by_name
from frontline.rotation.lanes.block import written
from frontline.rotation.models import Amendment
from frontline.rotation.overriding import amendment_of, override, revoke
from frontline.rotation.plan.current import current
from frontline.rotation.views import parts
from frontline.rotation.views.asked import me
from frontline.rotation.views.stretches import Named, named


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def new(request: HttpRequest) -> HttpResponse:
    found = named(request.GET, current(), me(request), clock.now())
    return _show(request, found, _form(request, found))


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Put somebody on or take them off. What is refused is said above the form."""
    found = named(request.POST, current(), me(request), clock.now())
    form = _form(request, found)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    said = form.cleaned_data
    try:
        made = override(
            found.rotation,
            said["kind"],
            Teammate.objects.get(pk=said["teammate"]),
            *said["stretch"],
            instead_of=_instead_of(found) if said["kind"] == Amendment.Kind.REPLACE else None,
            why=said["why"],
            by=me(request),
        )
    except Refusal as refusal:
        return _show(request, found, form, trouble=refusal.sentence, status=refusal.status)
    who = "You are" if made.teammate_id == request.user.pk else f"{made.teammate.name} is"
    how = "no longer on" if made.kind == Amendment.Kind.REMOVE else "on"
    return parts.done(request, f"Done: {who} {how} in {found.rotation.name}.", reverse("rotation"))


@require_POST
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on all is as if it had never been."""
    revoke(amendment_of(pk), by=me(request))
    return parts.done(request, "Revoked: from now on all is as it was before.", reverse("rotation"))


def _instead_of(found: Named) -> Teammate | None:
    return Teammate.objects.get(pk=found.who.pk) if found.who else None


def _form(request: HttpRequest, found: Named) -> OverrideForm:
    teammate = me(request)
    people = [each for each in found.plan.people.values() if each.is_active]
    if not teammate.is_lead:
        people = [each for each in people if each.pk == teammate.pk]
    kind = request.GET.get("kind", "replace")
    whom = found.who if kind == "remove" else None
    return OverrideForm(
        request.POST if request.method == "POST" else None,
        people=by_name(people),
        is_lead=teammate.is_lead,
        shift=found.shift,
        zone=found.viewer.zone or "UTC",
        initial={"kind": kind, "teammate": str(whom.pk if whom else teammate.pk)},
    )


def _show(
    request: HttpRequest, found: Named, form: OverrideForm, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    title = "Override" if me(request).is_lead else "Take over"
    context = {"found": found, "form": form, "trouble": trouble, "written": written}
    return parts.show(
        request, "rotation/amendment_new.html", f"{title}: {found.rotation.name}", context, status=status
    )
