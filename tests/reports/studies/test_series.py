"""A study that repeats: it draws itself, each period once, tells its readers, and ends when it was read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.notify.models import Notice
from frontline.people.models import Teammate
from frontline.reports.studies.allowing import NotForYou
from frontline.reports.studies.asking import TO_READ
from frontline.reports.studies.finishing import finish, reopen
from frontline.reports.studies.models import Drawn, Series, Study
from frontline.reports.studies.series import changing, drawing_due, ending, keeping, telling
from frontline.reports.studies.series.beginning import AlreadyRepeats, Plan, begin, plan_of
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = pytest.mark.django_db


def at(month, day=1, hour=9):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def months_of_conversations(cast, *months, count=12):
    for month in months:
        conversations(cast, count, first=at(month, 3))


def planned(cast, **more):
    said = {
        "question": "What hurts?",
        "products": [cast.product.pk],
        "every": "month",
        "from_on": date(2026, 3, 1),
        "timezone": "UTC",
        "size": 4,
        "double_share": 0.0,
        "readers": [cast.mia.pk, cast.tom.pk],
        "mailed_to": [cast.lead.pk],
    }
    return Plan(**{**said, **more})


@pytest.fixture
def series(cast, clock):
    """Begun on the first of April, for March and on."""
    months_of_conversations(cast, 3, 4, 5)
    return begin(planned(cast), by=cast.lead)


def draw_all():
    for pk in drawing_due.due():
        drawing_due.draw_all(pk)


def read_all(study, cast, name="Backups"):
    for row in Drawn.objects.filter(study=study, state="sample").order_by("place"):
        blame(study, row, name, cast.mia)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("teammate__name", "subject"))


def test_a_period_that_is_over_is_drawn_and_its_readers_are_told(series, cast):
    draw_all()
    study = Study.objects.get()
    assert (study.series, study.from_on, study.until_on) == (series, date(2026, 3, 1), date(2026, 3, 31))
    assert (study.state, study.size, study.population) == ("reading", 4, 12)
    assert set(study.readers.all()) == {cast.mia, cast.tom}
    subject = "What hurts?: March 2026 is there to be read"
    assert told(TO_READ) == [("Mia Rask", subject), ("Tom Lindqvist", subject)]


def test_the_timer_may_ring_often_and_late_and_each_period_is_drawn_once_the_oldest_first(series, clock):
    clock.move_to(at(6, 20))
    for _ in range(3):
        draw_all()
        clock.shift(timedelta(minutes=5))
    studies = list(Study.objects.order_by("pk"))
    assert [each.from_on.month for each in studies] == [3, 4, 5]
    assert [each.previous for each in studies] == [None, studies[0], studies[1]]
    assert Series.objects.get().next_from_on == date(2026, 6, 1)
    assert Notice.objects.filter(kind=TO_READ).count() == 6


def test_it_waits_until_the_period_is_over_where_its_days_are(cast, clock):
    months_of_conversations(cast, 3)
    begin(planned(cast, timezone="America/New_York"), by=cast.lead)
    clock.move_to(at(4, 1, 3))
    draw_all()
    assert not Study.objects.exists()
    clock.move_to(at(4, 1, 4))
    draw_all()
    assert Study.objects.count() == 1


def test_a_period_with_nothing_to_draw_is_passed_over_and_its_owner_told(series, cast, clock):
    clock.move_to(at(8, 2))  # nothing came in June and July
    draw_all()
    draw_all()
    assert [each.from_on.month for each in Study.objects.order_by("from_on")] == [3, 4, 5]
    assert told(telling.NOT_DRAWN) == [
        ("Lena Berg", "What hurts?: nothing was drawn of July 2026"),
        ("Lena Berg", "What hurts?: nothing was drawn of June 2026"),
    ]
    assert Event.objects.filter(kind="series.period_not_drawn").count() == 2
    conversations(cast, 6, first=at(8, 3))
    clock.move_to(at(9, 1))
    draw_all()
    latest = Study.objects.latest("from_on")
    assert (latest.from_on.month, latest.previous and latest.previous.from_on.month) == (8, 5)


def test_a_study_goes_on_as_a_series_and_is_the_first_of_it(cast, clock):
    months_of_conversations(cast, 3, 4)
    first = drawn_study(cast, size=5)
    series = begin(plan_of(first), after=first, by=cast.lead)
    assert series.next_from_on == date(2026, 4, 1)
    clock.move_to(at(5, 1))
    draw_all()
    second = Study.objects.get(from_on=date(2026, 4, 1))
    assert (second.previous, second.size, second.question) == (first, 5, first.question)
    with pytest.raises(AlreadyRepeats):
        begin(plan_of(first), after=first, by=cast.lead)


def test_stopped_it_draws_nothing_and_going_on_leaves_out_what_ended_meanwhile(series, cast, clock):
    changing.stop(series, by=cast.lead)
    clock.move_to(at(5, 10))
    draw_all()
    assert not Study.objects.exists()
    changing.resume(series, by=cast.lead)
    clock.move_to(at(6, 1))
    draw_all()
    assert [each.from_on for each in Study.objects.all()] == [date(2026, 5, 1)]
    kinds = Event.objects.filter(subject_kind="series", subject_id=series.pk).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["series.begun", "series.stopped", "series.resumed"]


def test_with_other_readers_the_next_study_is_theirs(series, cast):
    changing.change_people(series, readers=[cast.tom.pk], mailed_to=[], remind_after=3, by=cast.lead)
    draw_all()
    assert [name for name, _ in told(TO_READ)] == ["Tom Lindqvist"]
    (event,) = Event.objects.filter(kind="series.people_changed")
    assert event.data["after"] == {"readers": [cast.tom.pk], "mailed_to": [], "remind_after": 3}


def test_when_no_reader_is_left_its_owner_hears_of_it(series, cast):
    Teammate.objects.filter(pk__in=[cast.mia.pk, cast.tom.pk]).update(is_active=False)
    draw_all()
    assert [name for name, _ in told(TO_READ)] == ["Lena Berg"]


def test_readers_are_reminded_after_some_days_while_it_is_unread(series, cast, clock):
    draw_all()
    clock.shift(timedelta(days=6, hours=23))
    assert telling.remind() == 0
    clock.shift(timedelta(hours=1))
    telling.remind()
    telling.remind()
    assert len(told(telling.UNREAD)) == 2
    clock.shift(timedelta(days=7))
    read_all(Study.objects.get(), cast)
    assert telling.remind() == 0
    assert len(told(telling.UNREAD)) == 2


def test_it_ends_by_itself_when_all_is_read_and_has_rested(series, cast, clock):
    draw_all()
    study = Study.objects.get()
    read_all(study, cast)
    assert ending.finish_read() == []
    clock.shift(ending.RESTS_FOR)
    assert ending.finish_read() == [study.pk]
    study.refresh_from_db()
    assert (study.is_finished, study.finished_by) == (True, None)
    assert ending.finish_read() == []


def test_it_does_not_end_while_two_readers_disagree(cast, clock):
    months_of_conversations(cast, 3)
    begin(planned(cast, double_share=1.0, size=1), by=cast.lead)
    draw_all()
    study = Study.objects.get()
    row = Drawn.objects.get(study=study, state="sample")
    blame(study, row, "Backups", cast.mia)
    blame(study, row, "Docs", cast.tom)
    clock.shift(timedelta(days=1))
    assert ending.finish_read() == []


def test_what_somebody_opened_again_is_left_to_them(series, cast, clock):
    draw_all()
    study = Study.objects.get()
    read_all(study, cast)
    finish(study, by=cast.lead)
    reopen(study, by=cast.lead)
    clock.shift(timedelta(days=1))
    assert ending.finish_read() == []


def test_a_study_of_no_series_is_left_alone(cast, clock):
    months_of_conversations(cast, 3)
    study = drawn_study(cast, size=3, double_share=0)
    read_all(study, cast)
    clock.shift(timedelta(days=9))
    assert ending.finish_read() == []
    assert telling.remind() == 0


def test_the_timer_defers_a_job_for_what_is_due_once(series):
    from procrastinate.contrib.django.models import ProcrastinateJob

    keeping.keep()
    keeping.keep()
    (job,) = ProcrastinateJob.objects.filter(task_name="studies.draw_series")
    assert job.args == {"series_id": series.pk}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"every": "day"}, "every week"),
        ({"from_on": date(2024, 1, 1)}, "within the last year"),
        ({"question": " "}, "Say what"),
        ({"products": []}, "product"),
        ({"remind_after": 500}, "Remind"),
    ],
)
def test_what_makes_no_series_is_refused(cast, clock, more, words):
    with pytest.raises(Invalid, match=words):
        begin(planned(cast, **more), by=cast.lead)
    assert not Series.objects.exists()


def test_only_planners_begin_and_change_one(series, cast):
    for attempt in (
        lambda: begin(planned(cast), by=cast.mia),
        lambda: changing.stop(series, by=cast.mia),
        lambda: changing.change_people(series, readers=[], mailed_to=[], remind_after=1, by=cast.mia),
    ):
        with pytest.raises(NotForYou):
            attempt()
