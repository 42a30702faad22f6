"""Changing the rules. Before anything is saved, a preview shows who would move."""

import json
from collections.abc import Callable, Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Absent
from frontline.kernel.secrets import signature, signature_matches
from frontline.people.models import Teammate, Tier
from frontline.people.views.teammates import for_leads
from frontline.tiers.forms import RuleForm, filled_in
from frontline.tiers.knowing import current_rules
from frontline.tiers.previewing import preview
from frontline.tiers.rules import DEFAULTS, Rule, checked, in_words, placed, to_json
from frontline.tiers.ruling import save_rules, version

_PURPOSE = "tiers.preview"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def new_rule(request: HttpRequest) -> HttpResponse:
    """A rule that is asked after the others of its tier, or first if it is one that excludes: for Community."""
    rules = current_rules()
    return _edit(request, "Add a rule", RuleForm(request.POST or None), lambda rule: placed(rule, rules))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def rule(request: HttpRequest, number: int) -> HttpResponse:
    """Change the rule with this place in the list (from 0)."""
    rules = _rules_with(number)
    form = RuleForm(request.POST or None, initial=filled_in(rules[number]))
    return _edit(request, "Change a rule", form, lambda rule: (*rules[:number], rule, *rules[number + 1 :]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def removal(request: HttpRequest, number: int) -> HttpResponse:
    rules = _rules_with(number)
    return _confirm(
        request, "Remove a rule", rules[number], (*rules[:number], *rules[number + 1 :]), "Remove it"
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def raising(request: HttpRequest, number: int) -> HttpResponse:
    """Ask this rule before the one above it."""
    rules = list(_rules_with(number))
    moved = rules[number]
    if number:
        rules[number - 1], rules[number] = rules[number], rules[number - 1]
    return _confirm(request, "Move a rule up", moved, rules, "Move it up")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def defaults(request: HttpRequest) -> HttpResponse:
    """Back to the rules that Frontline comes with."""
    return _confirm(request, "Back to the defaults", None, DEFAULTS, "Use the defaults")


def _edit(
    request: HttpRequest, title: str, form: RuleForm, within: "Callable[[Rule], Sequence[Rule]]"
) -> HttpResponse:
    context: dict[str, object] = {"title": title, "form": form, "of": version(), "is_new": not form.initial}
    if request.method == "POST" and form.is_valid():
        rules = checked(within(form.rule()))
        if "save" in request.POST and _was_previewed(request, rules):
            return _saved(request, rules)
        context |= _previewed(rules)
    return render(request, "tiers/rule.html", context, status=422 if form.errors else 200)


def _confirm(
    request: HttpRequest, title: str, about: Rule | None, rules: Sequence[Rule], words: str
) -> HttpResponse:
    if request.method == "POST" and _was_previewed(request, rules):
        return _saved(request, rules)
    said = f"{Tier(about.tier).label}: {in_words(about)}" if about else ""
    context = {"title": title, "about": said, "words": words, "of": version(), **_previewed(rules)}
    return render(request, "tiers/confirm.html", context)


def _previewed(rules: Sequence[Rule]) -> dict[str, object]:
    found = preview(rules)
    return {
        "preview": found,
        "ways": [(Tier(before).label, Tier(after).label, number) for before, after, number in found.ways],
        "moves": [(move, Tier(move.before).label, Tier(move.after).label) for move in found.moves],
        "previewed": signature(_PURPOSE, json.dumps(to_json(rules))),
    }


def _was_previewed(request: HttpRequest, rules: Sequence[Rule]) -> bool:
    """Whether these very rules were shown with who would move: saving others shows them first."""
    return signature_matches(_PURPOSE, json.dumps(to_json(rules)), request.POST.get("previewed", ""))


def _saved(request: HttpRequest, rules: Sequence[Rule]) -> HttpResponse:
    given = request.POST.get("of", "")
    of = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
    save_rules(rules, of=of, by=cast("Teammate", request.user))
    messages.success(request, "Saved. Companies get their tiers in a moment.")
    return redirect("tiers")


def _rules_with(number: int) -> tuple[Rule, ...]:
    rules = current_rules()
    if number >= len(rules):
        raise Absent("There is no such rule: the rules were changed meanwhile.")
    return rules
