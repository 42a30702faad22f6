"""Conversations to draw from, made in one statement; and studies of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from frontline.inbox.models import Conversation
from frontline.inbox.models.conversation import NOT_DUE
from frontline.people.models import Role, Teammate
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.labelling import label
from frontline.reports.studies.planning import Terms, plan
from frontline.reports.studies.verdicts import Said

MARCH = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday."""


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def olaf(cast):
    return Teammate.objects.create(email="olaf@acme.example", name="Olaf Moe", role=Role.ENGINEER)


@pytest.fixture
def pia(cast):
    return Teammate.objects.create(email="pia@acme.example", name="Pia Holm", role=Role.PRODUCT)


def conversations(cast, count, *, every=timedelta(hours=1), numbers_from=None, **more):
    """So many, one each hour from the 2nd of March; with `numbers_from` of these numbers."""
    first = more.pop("first", MARCH)
    return Conversation.objects.bulk_create(
        Conversation(
            **{
                **({"pk": numbers_from + n} if numbers_from else {}),
                "subject": f"Question {n}",
                "customer": cast.ada,
                "product": cast.product,
                "channel": "email",
                "rank": n % 3,
                "waiting_since": first + every * n,
                "queue_at": first + every * n + NOT_DUE,
                "last_message_at": first + every * n,
                "created_at": first + every * n,
                **more,
            }
        )
        for n in range(count)
    )


def terms(cast, **more):
    said = {
        "question": "What is to blame?",
        "products": [cast.product.pk],
        "from_on": date(2026, 3, 1),
        "until_on": date(2026, 3, 31),
        "timezone": "UTC",
        "size": 10,
    }
    return Terms(**{**said, **more})


def drawn_study(cast, *, seed=42, **more):
    return draw(plan(terms(cast, **more), seed=seed, by=cast.lead), by=cast.lead)


def browser(teammate):
    client = Client()
    client.force_login(teammate)
    return client


def blame(study, row, name, by, note=""):
    """`by` says that this drawn conversation is `name`'s: a culprit, "unsure", or "not: spam"."""
    if name == "unsure":
        said = Said(is_unsure=True)
    elif name.startswith("not: "):
        said = Said(why_not=name[5:])
    else:
        said = Said(culprit=found_or_added(study.products.first(), name, by=by))
    return label(row, said, note=note, by=by)
