"""The draw: random, recorded, and the same again."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from frontline.events.models import Event
from frontline.inbox.models import Categorisation, Category, Conversation
from frontline.kernel import clock as now
from frontline.kernel.refusal import Invalid
from frontline.people.models import Product
from frontline.reports.studies.drawing import AlreadyDrawn, NothingToDraw, draw
from frontline.reports.studies.models import Drawn, Reading, Study
from frontline.reports.studies.planning import plan
from frontline.reports.studies.population import scope_of, sizes
from frontline.reports.studies.strata import by_week
from tests.reports.studies.conftest import MARCH, conversations, drawn_study, terms

pytestmark = pytest.mark.django_db
FOR_EVER = {
    "": [[5000353, 5000307, 5000459, 5000546, 5000600, 5000146, 5000507, 5000279], "ae148ea3ad0f788e"],
    "week": [[5000353, 5000546, 5000146, 5000032, 5000078, 5000107, 5000698, 5000686], "ae148ea3ad0f788e"],
    "tier": [[5000353, 5000459, 5000546, 5000600, 5000146, 5000507, 5000279, 5000381], "ae148ea3ad0f788e"],
}


def numbers(study, **only):
    return list(study.drawn.filter(**only).order_by("place").values_list("number", flat=True))


def test_the_same_seed_and_conversations_give_the_same_order_and_digest(cast):
    conversations(cast, 300)
    one, again = drawn_study(cast, seed=7), drawn_study(cast, seed=7)

    assert numbers(one) == numbers(again)
    assert one.population == again.population == 300
    assert one.population_digest == again.population_digest


@pytest.mark.parametrize("stratify_by", ["", "week", "tier"])
def test_the_order_of_a_seed_is_the_same_for_ever(cast, stratify_by):
    conversations(cast, 700, numbers_from=5_000_001)
    study = drawn_study(cast, seed=2026, size=30, stratify_by=stratify_by)

    assert [numbers(study, state="sample")[22:], study.population_digest] == FOR_EVER[stratify_by]


def test_another_seed_gives_another_order_and_one_more_conversation_another_digest(cast):
    conversations(cast, 300)
    one, other = drawn_study(cast, seed=7), drawn_study(cast, seed=8)
    assert numbers(one, state="sample") != numbers(other, state="sample")

    conversations(cast, 1)
    assert drawn_study(cast, seed=7).population_digest != one.population_digest


def test_the_order_does_not_depend_on_when_conversations_came_or_on_how_many_are_read(cast):
    made = [each.pk for each in conversations(cast, 300)]
    few, many = drawn_study(cast, size=10), drawn_study(cast, size=60)

    assert numbers(many)[:10] == numbers(few)[:10]
    halves = Counter(made.index(number) // 150 for number in numbers(many, state="sample"))
    assert 18 <= halves[0] <= 42  # four standard deviations around 30


def test_each_conversation_comes_as_often_as_any_other(cast):
    made = conversations(cast, 20)
    found = Counter(
        number
        for seed in range(200)
        for number in numbers(drawn_study(cast, seed=seed * 7919, size=5), state="sample")
    )

    # Chi square of 200 draws of 5 out of 20 with the finite population correction: 19 degrees of freedom, p = 0.001.
    expected = 50
    square = sum((found[each.pk] - expected) ** 2 for each in made) / (expected * 0.75) * 19 / 20
    assert square < 43.8


def test_a_sample_is_as_large_as_wanted_with_a_reserve_behind_it(cast):
    conversations(cast, 300)
    study = drawn_study(cast, size=30)

    assert study.drawn.filter(state="sample").count() == 30
    assert study.drawn.filter(state="reserve").count() == 50
    keys = list(study.drawn.order_by("place").values_list("key", flat=True))
    assert keys == sorted(keys)


def test_fewer_conversations_than_wanted_are_all_read(cast):
    conversations(cast, 7)
    study = drawn_study(cast, size=10)
    assert (study.size, study.population, study.drawn.count()) == (7, 7, 7)


def test_spam_what_was_merged_and_what_lies_outside_are_not_drawn_from(cast):
    inside = conversations(cast, 3)
    conversations(cast, 1, is_spam=True)
    conversations(cast, 1, merged_into=inside[0])
    conversations(cast, 1, first=MARCH - timedelta(days=2))
    conversations(cast, 1, first=MARCH + timedelta(days=30))
    conversations(cast, 1, product=Product.objects.create(name="Redis"))
    conversations(cast, 1, product=None)

    assert sorted(numbers(drawn_study(cast))) == [each.pk for each in inside]


def test_filters_are_those_of_tier_channel_and_category(cast):
    made = conversations(cast, 9)
    bug = Category.objects.create(name="Bug in it", created_at=now.now())
    Categorisation.objects.create(conversation=made[0], category=bug, at=now.now())
    Conversation.objects.filter(pk=made[1].pk).update(channel="api")

    assert drawn_study(cast, tiers=["priority"]).population == 3
    assert drawn_study(cast, tiers=["priority", "community"]).population == 6
    assert numbers(drawn_study(cast, channels=["api"])) == [made[1].pk]
    assert numbers(drawn_study(cast, categories=[bug.pk])) == [made[0].pk]


def test_the_days_are_those_of_the_zone(cast):
    conversations(cast, 4, first=MARCH - timedelta(hours=2))  # 22:00 to 01:00 in UTC
    one_day = {"from_on": date(2026, 3, 2), "until_on": date(2026, 3, 2)}

    assert drawn_study(cast, **one_day).population == 2
    assert drawn_study(cast, **one_day, timezone="Europe/Berlin").population == 3


def test_strata_by_week_are_drawn_from_in_proportion(cast):
    conversations(cast, 700)  # four weeks of 168 hours, and 28 hours of the fifth
    study = drawn_study(cast, size=100, stratify_by="week")

    assert [(row.key, row.population, row.size) for row in study.strata.all()] == [
        ("2026-03-02", 168, 24),
        ("2026-03-09", 168, 24),
        ("2026-03-16", 168, 24),
        ("2026-03-23", 168, 24),
        ("2026-03-30", 28, 4),
    ]
    for row in study.strata.all():
        assert row.drawn.filter(state="sample").count() == row.size


@pytest.mark.parametrize(
    "zone",
    ["UTC", "Europe/Berlin", "America/Santiago", "Asia/Tehran", "Asia/Kathmandu", "Pacific/Kiritimati"],
)
def test_weeks_are_those_that_postgresql_would_tell(cast, zone):
    """At their very edges, in a year: Santiago and Tehran put their clocks forward at midnight."""
    begins_at, ends_at = datetime(2020, 9, 1, 11, tzinfo=UTC), datetime(2021, 10, 5, 11, tzinfo=UTC)
    weeks = by_week(begins_at, ends_at, zone)
    (begins,) = weeks.values
    instants = [at + near for at in begins for near in (-timedelta(microseconds=1), timedelta(0))]
    instants = [
        begins_at,
        *(at for at in instants if begins_at <= at < ends_at),
        ends_at - timedelta(seconds=1),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT width_bucket(at, %s::timestamptz[]), date_trunc('week', at AT TIME ZONE %s)::date"
            " FROM unnest(%s::timestamptz[]) AS rows (at)",
            [begins, zone, instants],
        )
        found = cursor.fetchall()
    assert len(found) > 100
    for number, monday in found:
        assert weeks.keys[number] == monday.isoformat()


def test_a_period_within_one_week_is_one_stratum(cast):
    conversations(cast, 48)
    study = drawn_study(cast, size=9, from_on=date(2026, 3, 3), until_on=date(2026, 3, 3), stratify_by="week")
    assert [(row.key, row.population) for row in study.strata.all()] == [("2026-03-02", 24)]


def test_strata_by_tier_bear_the_tiers_names(cast):
    conversations(cast, 30)
    study = drawn_study(cast, size=9, stratify_by="tier")
    assert {row.key: row.size for row in study.strata.all()} == {
        "priority": 3,
        "subscriber": 3,
        "community": 3,
    }


def test_too_few_for_all_strata_is_refused_and_nothing_is_drawn(cast):
    conversations(cast, 700)
    study = plan(terms(cast, size=6, stratify_by="week"), by=cast.lead)
    with pytest.raises(Invalid, match="read at least 10"):
        draw(study, by=cast.lead)
    study.refresh_from_db()
    assert study.state == "draft"
    assert not Drawn.objects.exists()


def test_a_fifth_is_to_be_read_twice(cast):
    conversations(cast, 100)
    study = drawn_study(cast, size=50)
    assert study.drawn.filter(state="sample", is_double=True).count() == 10
    assert Reading.objects.filter(drawn__study=study).count() == 60
    assert Reading.objects.filter(drawn__study=drawn_study(cast, size=50, double_share=0)).count() == 50
    assert Reading.objects.filter(drawn__study=drawn_study(cast, size=50, double_share=1)).count() == 100


def test_the_draw_is_recorded_once(cast):
    conversations(cast, 30)
    study = drawn_study(cast, seed=9)
    event = Event.objects.get(kind="study.drawn", subject_id=study.pk)

    assert event.data["population"] == 30
    assert event.data["digest"] == study.population_digest
    assert event.actor_id == cast.lead.pk
    assert Event.objects.get(kind="study.planned").data["seed"] == "9"
    with pytest.raises(AlreadyDrawn):
        draw(study, by=cast.lead)


def test_nothing_to_draw_is_said(cast):
    with pytest.raises(NothingToDraw):
        drawn_study(cast)
    assert Study.objects.get().state == "draft"


def test_what_is_counted_beforehand_is_what_is_drawn_from(cast):
    conversations(cast, 100)
    study = plan(terms(cast, stratify_by="tier"), by=cast.lead)
    before = sizes(scope_of(study))
    study = draw(study, by=cast.lead)
    assert {row.key: row.population for row in study.strata.all()} == before
