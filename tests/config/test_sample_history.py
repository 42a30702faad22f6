"""The sample's past: the article's story, in numbers and in studies."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from frontline.config import sample
from frontline.config.sample.history.matters import POSTGRES
from frontline.config.sample.history.periods import periods
from frontline.config.sample.history.remembering import FIRST_NUMBER, remember
from frontline.config.sample.moving_in import move_in
from frontline.inbox.models import Conversation
from frontline.inbox.timeline import timeline
from frontline.people.models import Workspace
from frontline.reports.estimate import Period, compare
from frontline.reports.studies.models import CulpritAction, Study, UsagePoint
from frontline.reports.studies.outcome import counts_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def remembered(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        move_in("a password")
        yield remember()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("remembered")
class TestThePast:
    def test_two_studies_are_finished_and_one_waits_to_be_read(self) -> None:
        after, before, waiting = Study.objects.order_by("state", "-from_on", "id")
        assert (after.state, before.state, waiting.state) == ("finished", "finished", "reading")
        assert after.previous == before
        assert (before.population, after.population, waiting.population) == (1026, 640, 176)
        assert counts_of(waiting).read == 0
        assert counts_of(before).read == 110
        assert counts_of(before).twice == 22
        assert counts_of(before).unsettled == 0

    def test_over_a_third_fewer_while_usage_grew(self) -> None:
        after, before = Study.objects.filter(state="finished").order_by("-from_on")
        used_before, used_after = (float(point.amount) for point in UsagePoint.objects.order_by("from_on"))
        assert used_after > used_before
        one, two = (
            Period(study.population or 0, counts.read, counts.named(), usage=usage)
            for study, counts, usage in (
                (before, counts_of(before), used_before),
                (after, counts_of(after), used_after),
            )
        )
        said = compare(one, two)
        assert said.volume is not None
        assert said.volume.interval[1] < 2 / 3
        by_name = {each.culprit: each for each in said.differences}
        assert by_name["Manual backups"].verdict == "fewer"
        assert by_name["Recovery notifications"].difference > 0

    def test_what_was_done_about_it_lies_between_the_two(self) -> None:
        after, before = Study.objects.filter(state="finished").order_by("-from_on")
        for action in CulpritAction.objects.all():
            assert before.until_on < action.on < after.from_on
            assert action.owner is not None

    def test_each_conversation_can_be_shown_found_and_is_closed(self, remembered: int) -> None:
        assert remembered == Conversation.objects.count() == 2047
        assert not Conversation.objects.exclude(status="closed").exists()
        for conversation in Conversation.objects.filter(pk__lt=930):
            assert [entry.kind for entry in timeline(conversation).entries].count("message") == 2

    def test_a_second_time_writes_nothing(self) -> None:
        before = Conversation.objects.count()
        assert remember() == 0
        assert Conversation.objects.count() == before


def test_a_workspace_that_is_no_sample_has_no_past() -> None:
    move_in("a password")
    Workspace.objects.update(is_sample=False)
    assert remember() == 0
    assert not Conversation.objects.exists()


def test_the_matters_add_up_to_a_third_fewer() -> None:
    assert sum(matter.before for matter in POSTGRES) == 1026
    assert sum(matter.after for matter in POSTGRES) == 640


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 11, 23), date(2027, 1, 1)])
def test_periods_are_whole_weeks_that_do_not_touch(today: date) -> None:
    when = periods(today)
    for period in (when.before, when.after, when.lately):
        assert period.from_on.weekday() == 0
        assert period.until_on - period.from_on == timedelta(days=27)
    assert when.before.until_on < when.between.from_on < when.between.until_on < when.after.from_on
    assert when.after.until_on < when.lately.from_on
    assert when.lately.until_on < today


def test_the_past_ends_before_the_story_begins() -> None:
    assert FIRST_NUMBER + 2047 < sample.FIRST_NUMBER
