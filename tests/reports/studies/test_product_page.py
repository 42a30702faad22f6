"""A product's culprits over its studies."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontline.people.models import Product
from frontline.reports.studies.culprits.acting import add_action
from frontline.reports.studies.culprits.merging import merge
from frontline.reports.studies.models import Culprit
from frontline.reports.studies.series import pictures
from frontline.reports.studies.series.course import MOST, course_of
from frontline.reports.studies.usage.keeping import Used, keep
from tests.reports.studies.conftest import blame, browser, conversations, drawn_study
from tests.reports.studies.reported import read

pytestmark = pytest.mark.django_db
LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def month_of(cast, month, counts, *, year=2026, more=10, **terms):
    """A study of that month in which each culprit has so many; `more` conversations were not drawn."""
    size = sum(counts.values())
    conversations(cast, size + more, first=datetime(year, month, 2, tzinfo=UTC))
    days = {"from_on": date(year, month, 1), "until_on": date(year, month, LAST[month])}
    study = drawn_study(cast, size=size, double_share=0, **days, **terms)
    read(study, cast, counts, {})
    return study


@pytest.fixture
def three(cast, clock):
    return [
        month_of(cast, 1, {"Backups": 30, "Docs": 20}),
        month_of(cast, 2, {"Backups": 20, "Docs": 25, "unsure": 5}),
        month_of(cast, 3, {"Network": 40, "Docs": 10}),
    ]


def test_its_studies_stand_in_a_row_with_the_shares_of_each_culprit(three, cast):
    found = course_of(cast.product)
    assert [period.words for period in found.periods] == ["January 2026", "February 2026", "March 2026"]
    shares = {line.name: [point and point.share for point in line.points] for line in found.lines}
    assert shares == {
        "Network": [0, 0, 0.8],
        "Docs": [0.4, 0.5, 0.2],
        "Backups": [0.6, 0.4, 0],
        "Unsure": [0, 0.1, 0],
    }
    assert list(shares)[-1] == "Unsure"
    for line in found.lines:
        for point in line.points:
            assert (point.interval is None) == (point.share == 0)
            if point.interval:
                low, high = point.interval
                assert low < point.share < high


def test_what_rose_most_since_the_last_is_said_and_that_it_is_not_by_chance(three, cast):
    found = course_of(cast.product)
    assert found.surfaced == (
        "Network rose most since February 2026: from 0 % to 80 % of those read, and not by chance."
    )
    assert found.is_clear


def test_a_rise_that_may_be_chance_is_called_that(cast, clock):
    month_of(cast, 1, {"Backups": 20, "Docs": 20})
    month_of(cast, 2, {"Backups": 18, "Docs": 22})
    found = course_of(cast.product)
    assert found.surfaced.startswith("Docs rose most since January 2026: from 50 % to 55 %")
    assert "It may be chance" in found.surfaced
    assert not found.is_clear


def test_where_nothing_rose_that_is_said(cast, clock):
    for month in (1, 2):
        month_of(cast, month, {"Backups": 10, "Docs": 30})
    assert course_of(cast.product).surfaced == "No culprit has a larger share than in January 2026."


def test_studies_that_ask_of_other_conversations_are_named_and_not_in_the_row(three, cast):
    other = Product.objects.create(name="Redis")
    wide = drawn_study(cast, size=3, products=[cast.product.pk, other.pk])
    narrow = drawn_study(cast, size=3, tiers=["priority"], from_on=date(2026, 2, 1))
    found = course_of(cast.product)
    assert [period.study for period in found.periods] == three
    assert set(found.elsewhere) == {wide, narrow}


def test_merged_culprits_are_one_line(three, cast):
    merge(Culprit.objects.get(name="Backups"), Culprit.objects.get(name="Network"), by=cast.lead)
    shares = {
        line.name: [point and point.share for point in line.points] for line in course_of(cast.product).lines
    }
    assert shares["Network"] == [0.6, 0.4, 0.8]
    assert "Backups" not in shares


def test_usage_and_volumes_stand_by_period_where_all_its_days_are_known(three, cast):
    points = [
        Used("requests", date(2026, 2, 1), date(2026, 2, 28), Decimal(6000), is_total=True),
        Used("requests", date(2026, 3, 5), date(2026, 3, 31), Decimal(9000), is_total=True),
    ]
    keep(cast.product, points, source="form", by=cast.lead)
    first, second, third = course_of(cast.product).periods
    assert (first.usage, third.usage) == ((), ())
    (used,) = second.usage
    assert (used.measure, round(used.amount), round(used.rate, 3)) == ("requests", 6000, 10.0)
    assert [period.population for period in (first, second, third)] == [60, 60, 60]


def statements(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_row_has_the_newest_and_costs_the_same_however_many_there_are(cast, clock):
    client, address = browser(cast.mia), f"/products/{cast.product.pk}/studies"
    for month in (11, 12):
        month_of(cast, month, {"Docs": 2}, year=2024, more=0)
    client.get(address)
    of_two = statements(client, address)
    for month in range(1, 13):
        month_of(cast, month, {"Docs": 2, f"Part {month}": 1}, year=2025, more=0)
    for month in (1, 2):
        month_of(cast, month, {"Docs": 2}, more=0)
    assert statements(client, address) == of_two <= 24

    periods = course_of(cast.product).periods
    assert len(periods) == MOST
    assert periods[0].words == "March 2025"


def test_one_that_nobody_has_read_is_no_part_of_the_row(three, cast):
    conversations(cast, 12, first=datetime(2026, 4, 2, tzinfo=UTC))
    days = {"from_on": date(2026, 4, 1), "until_on": date(2026, 4, 30)}
    study = drawn_study(cast, size=4, double_share=0, **days)
    assert [period.words for period in course_of(cast.product).periods][-1] == "March 2026"
    for row in study.drawn.filter(state="sample"):
        blame(study, row, "not: spam", cast.lead)
    assert [period.words for period in course_of(cast.product).periods][-1] == "March 2026"


class TestThePage:
    def test_it_has_shares_usage_what_was_done_and_a_picture(self, three, cast):
        add_action(
            Culprit.objects.get(name="Docs"), kind="docs", title="Say it", on=date(2026, 2, 9), by=cast.lead
        )
        client, address = browser(cast.mia), f"/products/{cast.product.pk}/studies"
        page = client.get(address).content.decode()
        for words in ("Network rose most", "February 2026", "60 %", "Say it", "not known"):
            assert words in page
        svg = client.get(f"{address}/course.svg")
        assert svg.content.startswith(b"<svg")
        for name in ("Network", "Docs", "Backups", "Say it"):
            assert f">{name}<".encode() in svg.content
        assert client.get(f"{address}/course.png").content.startswith(b"\x89PNG")

    def test_the_picture_says_in_words_what_it_shows(self, three, cast):
        said = pictures.course(course_of(cast.product)).description
        assert "Docs: 40 % in January 2026, 50 % in February 2026, 20 % in March 2026." in said

    def test_what_was_large_and_is_mended_stays_in_the_picture(self, cast, clock):
        many = {f"Part {n}": 8 for n in range(pictures.LINES)}
        month_of(cast, 1, {"Backups": 30, **many})
        month_of(cast, 2, {"Backups": 1, **many})
        data = pictures.course(course_of(cast.product)).data
        assert data["names"][0] == "Backups"
        assert len(data["names"]) == pictures.LINES
        assert [tick["label"] for tick in data["ticks"]] == ["Jan 2026", "Feb 2026"]

    def test_one_study_alone_is_no_course_yet(self, cast, clock):
        month_of(cast, 1, {"Backups": 30})
        page = browser(cast.mia).get(f"/products/{cast.product.pk}/studies").content.decode()
        assert "One study so far" in page

    def test_without_any_it_says_what_to_do(self, cast, db):
        address = f"/products/{cast.product.pk}/studies"
        assert "/studies/new" in browser(cast.lead).get(address).content.decode()
        assert "Nothing was read of Postgres yet" in browser(cast.mia).get(address).content.decode()
        assert browser(cast.mia).get(f"{address}/course.svg").status_code == 404
        assert browser(cast.mia).get("/products/999/studies").status_code == 404

    def test_it_is_linked_from_the_culprits_the_studies_and_the_products(self, three, cast):
        address = f'href="/products/{cast.product.pk}/studies"'
        client = browser(cast.lead)
        for page in ("/culprits", "/studies", "/products"):
            assert address in client.get(page).content.decode()
