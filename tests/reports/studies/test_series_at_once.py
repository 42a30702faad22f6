"""Two workers whose timers ring together draw each period once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections, transaction

from frontline.notify.models import Notice
from frontline.reports.studies.asking import TO_READ
from frontline.reports.studies.models import Series, Study
from frontline.reports.studies.series import drawing_due
from frontline.reports.studies.series.beginning import begin
from tests.reports.studies.conftest import conversations
from tests.reports.studies.test_series import planned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def series(cast, clock):
    """Of four whole weeks that are over."""
    conversations(cast, 40 * 24)
    return begin(planned(cast, every="week", from_on=date(2026, 3, 2)), by=cast.lead)


def test_each_period_is_drawn_once_by_whoever_comes_first(series):
    def work(_):
        try:
            return drawing_due.draw_all(series.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as workers:
        counts = list(workers.map(work, range(3)))
    assert sum(counts) == 4
    days = [each.from_on.day for each in Study.objects.order_by("pk")]
    assert days == [2, 9, 16, 23], "the oldest first"
    assert Notice.objects.filter(kind=TO_READ).count() == 8


def test_who_finds_another_at_it_leaves_it_to_them(series):
    def other():
        try:
            return drawing_due.draw_next(series.pk)
        finally:
            connections.close_all()

    with transaction.atomic(), ThreadPoolExecutor(1) as worker:
        Series.objects.select_for_update().get(pk=series.pk)
        assert worker.submit(other).result(timeout=60) is False
    assert not Study.objects.exists()
