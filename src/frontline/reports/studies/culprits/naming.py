"""Adding and renaming culprits. Anybody who reads may add one; leads and product managers rename."""

import re

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Product, Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.models import Culprit
from frontline.reports.studies.verdicts import NOT_PART, UNSURE

_SPACES = re.compile(r"\s+")


class NameTaken(Refusal):
    """Two culprits of one product can't have one name: merge them."""

    code = "culprit_name_taken"


def found_or_added(product: Product, name: str, *, kind: str = "", by: Teammate) -> Culprit:
    """The product's culprit of this name, whatever its case, or a new one. Raises Invalid."""
    name = tidy(name)
    known = find(product, name)
    if known:
        return known
    try:
        with transaction.atomic():
            made = Culprit.objects.create(
                product=product, name=name, kind=_kind(kind), created_at=clock.now(), created_by=by
            )
            record(events.CULPRIT_ADDED, made.as_subject, by=by, name=made.name, product=product.name)
            return made
    except IntegrityError:  # two readers had the same idea at once
        known = find(product, name)
        if known is None:
            raise
        return known


def find(product: Product, name: str) -> Culprit | None:
    return Culprit.objects.filter(product=product, merged_into=None, name__iexact=name).first()


def current(culprit: Culprit) -> Culprit:
    """The one that it goes by now: itself, or what it was merged into in the end."""
    while culprit.merged_into:
        culprit = culprit.merged_into
    return culprit


def rename(culprit: Culprit, name: str, *, kind: str, by: Teammate) -> Culprit:
    """All its labels, of finished studies too, go by the new name. Raises Invalid, NameTaken, NotForYou."""
    only_planners(by, "renames culprits")
    name = tidy(name)
    try:
        with transaction.atomic():
            culprit = Culprit.objects.select_for_update().get(pk=culprit.pk)
            before = [culprit.name, culprit.kind]
            culprit.name, culprit.kind = name, _kind(kind)
            if before == [culprit.name, culprit.kind]:
                return culprit
            culprit.save(update_fields=["name", "kind"])
            record(
                events.CULPRIT_RENAMED,
                culprit.as_subject,
                by=by,
                before=before,
                after=[culprit.name, culprit.kind],
            )
    except IntegrityError as error:
        raise NameTaken(f"There is a culprit called {name} already: merge the two instead.") from error
    return culprit


def tidy(name: str) -> str:
    """Raises Invalid."""
    name = _SPACES.sub(" ", name).strip()
    if not name:
        raise Invalid("Give the culprit a name.")
    if len(name) > 80:
        raise Invalid(
            "A culprit's name has at most 80 characters: what else there is to say goes into the note."
        )
    if name.lower() in {UNSURE.lower(), NOT_PART.lower()}:
        raise Invalid(f"“{name}” is no culprit: there is a button for it.")
    return name


def _kind(kind: str) -> str:
    if not kind:
        return Culprit.Kind.FEATURE.value
    if kind not in Culprit.Kind.values:
        raise Invalid("That is no kind of culprit.")
    return kind
