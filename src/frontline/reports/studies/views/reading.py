"""Reading: one conversation at a time, and what was to blame."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontline.inbox.channel import registered
from frontline.inbox.models import Conversation
from frontline.inbox.timeline import timeline
from frontline.inbox.views import entries
from frontline.inbox.views.me import me
from frontline.inbox.views.where import where
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Teammate
from frontline.reports.studies import leasing
from frontline.reports.studies.allowing import may_plan, study_visible_to
from frontline.reports.studies.culprits.naming import current
from frontline.reports.studies.forms import VerdictForm, choices_for
from frontline.reports.studies.labelling import label
from frontline.reports.studies.models import Drawn, Reading, Study
from frontline.reports.studies.progress import progress_of
from frontline.reports.studies.verdicts import words_of

_ENTRIES = 500
"""Of the timeline; hardly any conversation has more."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """POST takes the next conversation. GET goes to the one that is held, or says that there is none."""
    study = study_visible_to(me(request), pk)
    if request.method == "POST":
        return _next(request, study)
    mine = leasing.held(study, me(request)) if study.is_reading else None
    if mine:
        return redirect("study-reading", pk=pk, number=mine.drawn.number)
    context = {"study": study, "progress": progress_of(study, me(request)), "may_plan": may_plan(me(request))}
    return render(request, "studies/nothing_held.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The conversation and the form; POST labels it and goes to the next."""
    study = study_visible_to(me(request), pk)
    drawn = _drawn(study, number)
    if request.method != "POST":
        return _page(request, drawn)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, drawn, form, status=422)
    try:
        done = label(drawn, form.said(drawn, me(request)), note=form.cleaned_data["note"], by=me(request))
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, drawn, form, status=refusal.status)
    if done.word:
        messages.warning(request, done.word)
    elif done.instead:
        messages.info(request, f"#{number} is out; #{done.instead} comes in its place.")
    return _next(request, study)


@require_POST
def keep(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The page is still open. 204, or a word if it is another's by now."""
    drawn = _drawn(study_visible_to(me(request), pk), number)
    if leasing.keep(drawn, by=me(request)):
        return HttpResponse(status=204)
    return render(request, "studies/lost.html", {"number": number})


@require_POST
def skip(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    study = study_visible_to(me(request), pk)
    leasing.give_back(_drawn(study, number), by=me(request))
    return _next(request, study)


def _next(request: HttpRequest, study: Study) -> HttpResponse:
    if not Study.objects.filter(pk=study.pk, state=Study.State.READING).exists():
        return redirect("study", pk=study.pk)
    taken = leasing.take(study, by=me(request))
    if taken is None:
        return redirect("study-read", pk=study.pk)
    return redirect("study-reading", pk=study.pk, number=taken.drawn.number)


def _drawn(study: Study, number: int) -> Drawn:
    """Raises Absent."""
    found = (
        Drawn.objects.select_related("study", "conversation", "stratum")
        .filter(study=study, number=number)
        .exclude(state=Drawn.State.RESERVE)
        .first()
    )
    if found is None:
        raise Absent(f"#{number} was not drawn for this study.")
    return found


def _page(
    request: HttpRequest, drawn: Drawn, form: VerdictForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Whoever neither holds it nor has read it takes the next one instead: labels of others are not for their eyes."""
    mine = (
        Reading.objects.filter(drawn=drawn, reader=me(request))
        .select_related("culprit")
        .order_by("-round")
        .first()
    )
    if mine is None and form is None:
        messages.info(request, f"#{drawn.number} is not lent to you.")
        return redirect("study-read", pk=drawn.study_id)
    context = {
        "study": drawn.study,
        "drawn": drawn,
        "mine": mine,
        "form": form or VerdictForm(initial=_initial(mine)),
        "choices": choices_for(drawn.study),
        "progress": progress_of(drawn.study, me(request)),
        "is_lost": mine is not None and mine.done_at is None and not mine.round,
        "back": _back(drawn, mine, me(request)),
        **_conversation(request, drawn.conversation),
    }
    return render(request, "studies/read.html", context, status=status)


def _initial(mine: Reading | None) -> dict[str, Any]:
    if mine is None or mine.done_at is None:
        return {}
    words = current(mine.culprit).name if mine.culprit else words_of(mine)
    return {"culprit": words, "note": mine.note, "why_not": mine.why_not}


def _back(drawn: Drawn, mine: Reading | None, reader: Teammate) -> str | None:
    """What they read before this one."""
    done = Reading.objects.filter(
        drawn__study=drawn.study_id, reader=reader, round__gt=0, done_at__isnull=False
    )
    if mine and mine.done_at:
        done = done.filter(done_at__lt=mine.done_at)
    number = done.exclude(drawn=drawn).order_by("-done_at").values_list("drawn__number", flat=True).first()
    return reverse("study-reading", args=[drawn.study_id, number]) if number else None


def _conversation(request: HttpRequest, conversation: Conversation | None) -> dict[str, Any]:
    """What the inbox's templates of the timeline need; how replies fared is none of a reader's business."""
    line = timeline(conversation, limit=_ENTRIES) if conversation else None
    for entry in line.entries if line else []:
        entry.dispatches = []
    return {
        "conversation": conversation,
        "line": line,
        "where": where(request),
        "days": entries.days(line.entries) if line else [],
        "show": entries,
        "now": clock.now(),
        "channels": {each.key: each.label for each in registered()},
    }
