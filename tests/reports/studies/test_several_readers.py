"""Readers at once: no conversation goes to two of them for one reading, and none is left over."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from frontline.people.models import Teammate
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.labelling import label
from frontline.reports.studies.leasing import take
from frontline.reports.studies.models import Culprit, Drawn, Reading, Study
from frontline.reports.studies.outcome import counts_of
from frontline.reports.studies.verdicts import Said
from tests.cast import make_cast
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Each in a thread with a connection of its own, begun together; what they return."""
    gate = threading.Barrier(len(calls))

    def run(call):
        try:
            gate.wait(timeout=60)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result(timeout=100) for each in [pool.submit(run, call) for call in calls]]


def crowd(count):
    return [
        Teammate.objects.create(email=f"reader{n}@acme.example", name=f"Reader {n}") for n in range(count)
    ]


def test_each_reading_is_lent_to_one_and_all_are_read(transactional_db):
    cast = make_cast()
    conversations(cast, 60)
    study = drawn_study(cast, size=24, double_share=0.5)
    backups = found_or_added(cast.product, "Backups", by=cast.mia)
    readers = crowd(6)

    def read(reader):
        lent = []
        while mine := take(study, by=reader):
            lent.append(mine.pk)
            label(mine.drawn, Said(culprit=backups), by=reader)
        return lent

    lent = at_once(*[lambda reader=reader: read(reader) for reader in readers])

    times = Counter(pk for each in lent for pk in each)
    assert set(times.values()) == {1}
    assert len(times) == 36
    assert not Reading.objects.filter(done_at=None).exists()
    for drawn in study.drawn.filter(is_double=True):
        assert drawn.readings.values("reader").distinct().count() == 2
    assert counts_of(study).read == 24


def test_as_many_readers_as_conversations_get_one_each_at_once(transactional_db):
    cast = make_cast()
    conversations(cast, 20)
    study = drawn_study(cast, size=8, double_share=0)
    taken = at_once(*[lambda reader=reader: take(study, by=reader) for reader in crowd(8)])
    assert len({each.drawn_id for each in taken}) == 8


def test_two_tabs_of_one_reader_are_not_lent_both_rounds_of_one_conversation(transactional_db):
    cast = make_cast()
    conversations(cast, 20)
    study = drawn_study(cast, size=1, double_share=1)
    taken = at_once(*[lambda: take(study, by=cast.mia)] * 6)
    assert len({each.pk for each in taken}) == 1


def test_labels_and_exclusions_at_once_leave_a_whole_sample(transactional_db):
    cast = make_cast()
    conversations(cast, 60)
    study = drawn_study(cast, size=12, double_share=0)
    readers = crowd(6)

    def read(reader, n):
        for _ in range(2):
            blame(study, take(study, by=reader).drawn, "not: spam" if n % 2 else "Backups", reader)

    at_once(*[lambda reader=reader, n=n: read(reader, n) for n, reader in enumerate(readers)])

    counts = counts_of(Study.objects.get(pk=study.pk))
    assert (counts.read, counts.excluded, counts.unread) == (6, 6, 6)
    assert Culprit.objects.count() == 1
    replacements = Drawn.objects.filter(study=study, replaces__isnull=False)
    assert replacements.count() == replacements.values("replaces").distinct().count() == 6


def test_both_who_write_about_one_conversation_are_kept(transactional_db):
    cast = make_cast()
    conversations(cast, 20)
    study = drawn_study(cast, size=1, double_share=0)
    row = study.drawn.get(place=1)
    at_once(lambda: blame(study, row, "Backups", cast.mia), lambda: blame(study, row, "Restore", cast.tom))
    assert sorted(Reading.objects.values_list("round", flat=True)) == [1, 2]
