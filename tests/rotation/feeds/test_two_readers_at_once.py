"""Two programs that read an address in the same moment are told the same."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from frontline.rotation.feeds.parts import Part
from frontline.rotation.feeds.sequences import told
from frontline.rotation.models import FeedEntry
from tests.builders.rotations import weekly

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 4


def test_one_change_is_counted_once_however_many_read_it_at_once(cast):
    rotation = weekly([cast.mia], by=cast.lead)
    start = timezone.now().replace(microsecond=0)
    together = Barrier(READERS)

    def part(hours):
        return Part(
            "1", 0, cast.mia.pk, "Mia", "on-call", start, start + timedelta(hours=hours), ("",), False
        )

    def read(hours):
        try:
            together.wait(30)
            return told({"uid": (rotation.pk, part(hours))}, start)["uid"].sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(READERS) as readers:
        first = list(readers.map(read, [1] * READERS))
        second = list(readers.map(read, [2] * READERS))

    assert (first, second) == ([0] * READERS, [1] * READERS)
    assert FeedEntry.objects.get().until_at == start + timedelta(hours=2)


def test_many_entries_are_told_in_a_few_statements(cast, django_assert_max_num_queries):
    rotation = weekly([cast.mia], by=cast.lead)
    start = timezone.now().replace(microsecond=0)
    hour = timedelta(hours=1)
    parts = {
        str(n): (
            rotation.pk,
            Part(
                str(n),
                0,
                cast.mia.pk,
                "Mia",
                "on-call",
                start + n * hour,
                start + (n + 1) * hour,
                ("",),
                False,
            ),
        )
        for n in range(1200)
    }

    with django_assert_max_num_queries(5):
        assert set(told(parts, start)) == set(parts)
    with django_assert_max_num_queries(1):
        told(parts, start)
