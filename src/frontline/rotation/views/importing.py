"""`/rotation/import`: a schedule from PagerDuty or Grafana OnCall, compared with ours before anything is planned."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads
from frontline.rotation.importing import files, grafana_api, grafana_oncall, pagerduty, pagerduty_api
from frontline.rotation.importing.comparing import Comparison, compare, matched
from frontline.rotation.importing.planning import plan_schedule
from frontline.rotation.importing.schedule import Rendered, Schedule, Somebody
from frontline.rotation.lanes.words import span
from frontline.rotation.spec import Interval

SOURCES = (("pagerduty", pagerduty.SOURCE), ("grafana", grafana_oncall.SOURCE))
APIS = {
    "pagerduty": (pagerduty_api.schedules, pagerduty_api.fetch, pagerduty.read),
    "grafana": (grafana_api.schedules, grafana_api.fetch, grafana_oncall.read),
}
COMPARED_FOR = timedelta(weeks=6)
MOST_FILES = 20
_SALT = "frontline.rotation.importing"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: HttpRequest) -> HttpResponse:
    """The form; what was read, beside theirs; and after that is confirmed the rotation. For leads."""
    lead = cast("Teammate", request.user)
    only_leads(lead, "import a rotation")
    if request.method != "POST":
        return _form(request)
    try:
        if "read" in request.POST:
            schedule = _opened(request.POST["read"])
            if "plan" in request.POST:
                names = _chosen(request, schedule)
                made = plan_schedule(schedule, names, name=request.POST.get("name", ""), by=lead)
                return redirect("rotation_one", pk=made.pk)
            return _preview(request, schedule, _chosen(request, schedule))
        schedule = _read(request)
    except Refusal as refusal:
        if "read" in request.POST and "plan" in request.POST:
            return _preview(request, schedule, _chosen(request, schedule), refusal.sentence)
        return _form(request, refusal.sentence)
    emails = {each.email: each for each in _teammates()}
    found = matched(schedule, {email: email for email in emails})
    return _preview(request, schedule, {id: emails[email] if email else None for id, email in found.items()})


def _read(request: HttpRequest) -> Schedule:
    """From files, or else from the API. Raises Refusal."""
    uploaded = request.FILES.getlist("files")
    if uploaded:
        if len(uploaded) > MOST_FILES or any((each.size or 0) > files.LARGEST for each in uploaded):
            raise Invalid(f"At most {MOST_FILES} files of {files.LARGEST // 1_000_000} MB are read.")
        return files.read(each.read() for each in uploaded)
    source, url = request.POST.get("source", ""), request.POST.get("url", "").strip()
    token, schedule = request.POST.get("token", "").strip(), request.POST.get("schedule", "").strip()
    if source not in APIS or not token:
        raise Invalid("Choose files, or give a token with which to ask.")
    if source == "grafana" and not url:
        raise Invalid("Grafana OnCall has an address of your own: it stands in its settings as the API URL.")
    listing, fetch, read = APIS[source]
    if not schedule:
        schedule = _only(listing(url, token))
    now = clock.now().replace(microsecond=0)
    window = Interval(int(now.timestamp()), int((now + COMPARED_FOR).timestamp()))
    return dataclasses.replace(read(fetch(url, token, schedule, window)), window=window)


def _only(schedules: list[tuple[str, str]]) -> str:
    if len(schedules) == 1:
        return schedules[0][0]
    if not schedules:
        raise Invalid("This token sees no schedule.")
    names = "; ".join(f"{id}: {name}" for id, name in schedules[:50])
    raise Invalid(f"There are several schedules. Give the id of one: {names}.")


def _form(request: HttpRequest, trouble: str = "") -> HttpResponse:
    asked = request.POST if request.method == "POST" else {}
    context = {
        "sources": SOURCES,
        "asked": {key: asked.get(key, "") for key in ("source", "url", "schedule")},
        "trouble": trouble,
    }
    return render(request, "rotation/import.html", context, status=422 if trouble else 200)


def _preview(
    request: HttpRequest, schedule: Schedule, names: Mapping[str, Teammate | None], trouble: str = ""
) -> HttpResponse:
    called = {each.id: each.name for each in schedule.people}
    zone = timezones.known(cast("Teammate", request.user).timezone)
    compared = schedule.renamed({id: id if one else None for id, one in names.items()})
    comparison = compare(dataclasses.replace(compared, rendered=schedule.rendered))
    context = {
        "schedule": schedule,
        "name": request.POST.get("name", schedule.name),
        "left": compared.left,
        "people": [(each, names.get(each.id)) for each in schedule.people],
        "teammates": [("", "leave out"), *((str(one.pk), one.name) for one in _teammates())],
        "comparison": _told(comparison, called, zone) if comparison else None,
        "state": _sealed(schedule),
        "trouble": trouble,
    }
    return render(request, "rotation/import_preview.html", context, status=422 if trouble else 200)


def _told(comparison: Comparison, called: Mapping[str, str], zone: str) -> dict[str, Any]:
    """As the page shows it: the first differences, and how much is equal."""
    whole = comparison.window.end - comparison.window.start

    def told(during: Interval) -> str:
        start, end = (datetime.fromtimestamp(at, UTC) for at in (during.start, during.end))
        return span(start, end, zone, clock.now())

    def names(ids: tuple[str, ...]) -> str:
        return " and ".join(called.get(id, id) for id in ids) or "nobody"

    return {
        "when": told(comparison.window),
        "is_equal": comparison.is_equal,
        "percent": f"{100 * comparison.equal_for / whole:.1f}".removesuffix(".0") if whole else "0",
        "count": len(comparison.differences),
        "differences": [
            {
                "when": told(each.during),
                "theirs": names(each.theirs),
                "ours": names(each.ours),
            }
            for each in comparison.differences[:50]
        ],
    }


def _teammates() -> list[Teammate]:
    return list(Teammate.objects.filter(is_active=True).order_by("name", "pk"))


def _chosen(request: HttpRequest, schedule: Schedule) -> dict[str, Teammate | None]:
    """Who is who, as the form says: a field for each person, in their order."""
    known = {str(one.pk): one for one in _teammates()}
    return {
        each.id: known.get(request.POST.get(f"person_{number}", ""))
        for number, each in enumerate(schedule.people)
    }


def _sealed(schedule: Schedule) -> str:
    """What was read, to come back with the confirmation: signed, so that it is what was shown."""
    return signing.dumps(dataclasses.asdict(schedule), salt=_SALT, compress=True)


def _opened(text: str) -> Schedule:
    try:
        said = signing.loads(text, salt=_SALT, max_age=6 * 3600)
    except signing.BadSignature as error:
        raise Invalid("Too much time has passed since it was read. Read the schedule again.") from error
    return Schedule(
        source=said["source"],
        name=said["name"],
        rotation=said["rotation"],
        amendments=tuple(said["amendments"]),
        people=tuple(Somebody(**each) for each in said["people"]),
        left=tuple(said["left"]),
        rendered=tuple(Rendered(Interval(**each["during"]), each["who"]) for each in said["rendered"]),
        window=Interval(**said["window"]) if said["window"] else None,
    )
