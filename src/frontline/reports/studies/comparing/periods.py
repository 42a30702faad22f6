"""A study as the statistics of comparisons take it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connection

from frontline.inbox.models import Conversation
from frontline.reports.estimate import Period, Stratum
from frontline.reports.studies.estimating import strata_of
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import Counts, Label, Outcome, outcomes_of
from frontline.reports.studies.population import condition, scope_of
from frontline.reports.studies.verdicts import UNSURE


def period_of(study: Study, usage: float | None = None) -> Period:
    """Of one study alone."""
    (found,) = periods_of([(study, outcomes_of([study])[study.pk])])
    return replace(found, usage=usage)


def periods_of(studies: Sequence[tuple[Study, Outcome]], *, with_volumes: bool = True) -> list[Period]:
    """With the customers behind those read and behind all, so that one who writes often is not taken for many.

    Two queries, however many studies; one without the volumes, which only rates need, and which look at every
    conversation of the periods.
    """
    whose = _whose(label for _, read in studies for label in read.labels)
    volumes = _volumes([study for study, _ in studies]) if with_volumes else [[] for _ in studies]
    return [
        Period(
            population=read.counts.population,
            read=read.counts.read,
            counts=read.counts.named(),
            excluded=read.counts.excluded,
            customers=_customers(read, whose),
            volumes=its,
            strata=_strata(read.counts),
        )
        for (_, read), its in zip(studies, volumes, strict=True)
    ]


def _strata(counts: Counts) -> list[Stratum]:
    """By stratum where it was drawn so, once something was read of each: until then nobody knows of the rest."""
    found = strata_of(counts) if counts.is_stratified else []
    return found if all(each.drawn for each in found) else []


def _whose(labels: Iterable[Label]) -> dict[int, int]:
    """The customer of each conversation that counts and is still there."""
    known = [each.conversation_id for each in labels if each.counts and each.conversation_id]
    return dict(Conversation.objects.filter(pk__in=known).values_list("pk", "customer_id"))


def _customers(read: Outcome, whose: Mapping[int, int]) -> list[Counter[str]]:
    """Of each customer among those read, how many of their conversations have which culprit.

    A conversation that is gone counts as a customer's only one.
    """
    found: dict[object, Counter[str]] = {}
    for each in read.labels:
        if each.counts is not None:
            key = whose.get(each.conversation_id or 0) or f"gone {each.drawn_id}"
            culprit = each.counts.culprit_id
            found.setdefault(key, Counter())[read.counts.label_of(culprit) if culprit else UNSURE] += 1
    return list(found.values())


def _volumes(studies: Sequence[Study]) -> list[list[int]]:
    """How many conversations of the whole period of each study each customer wrote."""
    parts, values = [], []
    for place, study in enumerate(studies):
        where, its = condition(scope_of(study))
        parts.append(
            f"SELECT {place}, count(*) FROM inbox_conversation AS c WHERE {where} GROUP BY c.customer_id"  # noqa: S608
        )
        values += its
    found: list[list[int]] = [[] for _ in studies]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for place, count in cursor.fetchall():
            found[place].append(count)
    return found
