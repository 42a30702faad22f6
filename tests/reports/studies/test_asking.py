"""Whom a study asks to read: named when it is planned, told once when it is drawn."""

import pytest

from frontline.notify.models import Notice
from frontline.reports.studies.asking import TO_READ, ask_named
from frontline.reports.studies.models import Study
from frontline.reports.studies.series.beginning import begin, plan_of
from tests.reports.studies.conftest import browser, conversations, drawn_study

pytestmark = pytest.mark.django_db
MARCH = {
    "question": "Why?",
    "from_on": "2026-03-01",
    "until_on": "2026-03-31",
    "timezone": "UTC",
    "size": "10",
    "twice": "20",
}


@pytest.fixture
def planned(cast, clock):
    conversations(cast, 60)

    def planned(*readers):
        said = {**MARCH, "products": cast.product.pk, "readers": [each.pk for each in readers]}
        return browser(cast.lead).post("/studies/drawn", said, follow=True)

    return planned


def told():
    return sorted(Notice.objects.filter(kind=TO_READ).values_list("teammate__name", "subject"))


def test_readers_are_told_once_that_it_was_drawn_and_stand_on_its_page(planned, cast):
    page = planned(cast.mia, cast.tom).content.decode()
    assert "Mia Rask, Tom Lindqvist" in page
    subject = "Why?: March 2026 is there to be read"
    assert told() == [("Mia Rask", subject), ("Tom Lindqvist", subject)]
    notice = Notice.objects.filter(kind=TO_READ).first()
    assert notice.address == f"/studies/{Study.objects.get().pk}"
    assert notice.text.startswith("10 of 60 conversations were drawn.")

    ask_named(Study.objects.get(), by=cast.lead)
    assert len(told()) == 2


def test_whoever_draws_it_is_a_reader_and_not_told(planned, cast):
    assert "Lena Berg, Mia Rask" in planned(cast.lead, cast.mia).content.decode()
    assert [name for name, _ in told()] == ["Mia Rask"]


def test_named_nobody_it_is_everybody_s_and_nobody_is_told(planned, cast):
    assert "everybody" in planned().content.decode()
    assert told() == []


def test_who_is_not_named_reads_all_the_same(planned, cast):
    planned(cast.mia)
    study = Study.objects.get()
    answer = browser(cast.tom).post(f"/studies/{study.pk}/reading", follow=True)
    assert answer.status_code == 200
    assert "Culprit" in answer.content.decode()


def test_somebody_who_has_left_cannot_be_asked(planned, cast):
    cast.tom.is_active = False
    cast.tom.save()
    answer = planned(cast.mia, cast.tom)
    assert answer.status_code == 422
    assert not Study.objects.exists()
    assert "Tom Lindqvist" not in answer.content.decode()


def test_a_series_that_begins_with_it_asks_the_same_and_tells_of_this_one_no_more(planned, cast):
    planned(cast.mia)
    study = Study.objects.get()
    series = begin(plan_of(study), after=study, by=cast.lead)
    assert list(series.readers.all()) == [cast.mia]
    assert len(told()) == 1


def test_a_draw_by_hand_tells_only_those_it_names(cast, clock):
    conversations(cast, 60)
    drawn_study(cast, readers=[cast.tom.pk])
    assert [name for name, _ in told()] == ["Tom Lindqvist"]
