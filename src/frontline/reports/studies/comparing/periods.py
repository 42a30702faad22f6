"""A study as the statistics of comparisons take it."""

from collections import Counter

from django.db import connection

from frontline.inbox.models import Conversation
from frontline.reports.estimate import Period
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import Counts, Label, counts_of, labels_of
from frontline.reports.studies.population import condition, scope_of
from frontline.reports.studies.verdicts import UNSURE


def period_of(study: Study, usage: float | None) -> Period:
    """With the customers behind those read and behind all, so that one who writes often is not taken for many."""
    counts = counts_of(study)
    return Period(
        population=counts.population,
        read=counts.read,
        counts=counts.named(),
        excluded=counts.excluded,
        usage=usage,
        customers=_customers(counts, labels_of(study)),
        volumes=_volumes(study),
    )


def _customers(counts: Counts, labels: list[Label]) -> list[Counter[str]]:
    """Of each customer among those read, how many of their conversations have which culprit.

    A conversation that is gone counts as a customer's only one.
    """
    read = [each for each in labels if each.counts is not None]
    known = [each.conversation_id for each in read if each.conversation_id]
    whose = dict(Conversation.objects.filter(pk__in=known).values_list("pk", "customer_id"))
    found: dict[object, Counter[str]] = {}
    for each in read:
        assert each.counts is not None
        key = whose.get(each.conversation_id or 0) or f"gone {each.drawn_id}"
        culprit = each.counts.culprit_id
        found.setdefault(key, Counter())[counts.label_of(culprit) if culprit else UNSURE] += 1
    return list(found.values())


def _volumes(study: Study) -> list[int]:
    """How many conversations of the whole period each customer wrote."""
    where, values = condition(scope_of(study))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM inbox_conversation AS c WHERE {where} GROUP BY c.customer_id",  # noqa: S608
            values,
        )
        return [count for (count,) in cursor.fetchall()]
