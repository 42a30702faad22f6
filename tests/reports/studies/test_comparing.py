"""The next study beside the last."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from frontline.inbox.models import Conversation
from frontline.people.models import Customer
from frontline.reports.studies.comparing.beside import beside
from frontline.reports.studies.comparing.periods import period_of
from frontline.reports.studies.comparing.weeks import weeks
from frontline.reports.studies.culprits.acting import add_action
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.labelling import label
from frontline.reports.studies.models import Culprit, Drawn
from frontline.reports.studies.planning import plan
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.usage.keeping import Used, keep
from frontline.reports.studies.verdicts import Said
from tests.reports.studies.conftest import browser, conversations, terms

pytestmark = pytest.mark.django_db
MARCH, MAY = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 5, 1), date(2026, 5, 31))


def read_study(cast, days, counts: Mapping[str, int], *, question, more=0, previous=None):
    """A study of as many conversations of as many customers, all of them drawn, read so; `more` are left undrawn."""
    size = sum(counts.values())
    customers = Customer.objects.bulk_create(Customer(name=f"Customer {n}") for n in range(size + more))
    made = conversations(cast, size + more, first=datetime.combine(days[0], datetime.min.time(), UTC))
    for conversation, customer in zip(made, customers, strict=True):
        conversation.customer = customer
        conversation.save(update_fields=["customer"])
    said = terms(cast, question=question, from_on=days[0], until_on=days[1], size=size, double_share=0.0)
    study = draw(plan(said, seed=1, previous=previous, by=cast.lead), by=cast.lead)
    names = [name for name, count in counts.items() for _ in range(count)]
    for drawn, name in zip(Drawn.objects.filter(study=study, state="sample"), names, strict=True):
        culprit = None if name == "unsure" else found_or_added(cast.product, name, by=cast.lead)
        label(drawn, Said(culprit=culprit, is_unsure=culprit is None), by=cast.lead)
    return study


@pytest.fixture
def two(cast, clock):
    before = read_study(cast, MARCH, {"Backups": 40, "Docs": 20, "unsure": 4}, question="Before?", more=40)
    after = read_study(cast, MAY, {"Backups": 8, "Docs": 22}, question="After?", previous=before)
    return before, after


def test_what_fell_not_by_chance_is_said_and_what_cannot_be_told_too(two):
    found = beside(*two)
    by_name = {each.culprit: each for each in found.differences}
    assert by_name["Backups"].words == "fewer, and not by chance"
    assert by_name["Unsure"].verdict == "unclear"
    assert found.volumes == (104, 30)
    assert "30 conversations after 104, 71 % fewer" in found.headline
    assert "isn't known" in found.headline


def test_usage_makes_it_a_rate_and_the_headline_says_so(two, cast):
    for days, amount in ((MARCH, 1000), (MAY, 1200)):
        keep(cast.product, [Used("apps", *days, Decimal(amount))], source="form", by=cast.lead)
    found = beside(*two)
    assert found.measure is not None
    assert "while usage (apps) grew by 20 %" in found.headline
    volume = found.said.volume
    assert volume is not None
    assert volume.ratio == pytest.approx(30 / 104 / 1.2)
    assert all(each.rate is not None for each in found.differences)


def test_usage_that_is_known_for_a_part_only_is_not_used_and_said_to_lack(two, cast):
    keep(cast.product, [Used("apps", *MARCH, Decimal(5))], source="form", by=cast.lead)
    found = beside(*two)
    assert found.measure is None
    assert found.measures[0].missing == "not known for 31 days of the later period"


def test_the_order_of_the_two_does_not_matter(two):
    before, after = two
    assert beside(after, before).before == before


def test_the_customers_behind_those_read_add_up(two):
    before, _ = two
    period = period_of(before, None)
    assert sum(sum(each.values()) for each in period.customers) == period.read == 64
    assert sum(period.volumes) == period.population == 104


def test_what_was_done_between_them_has_the_verdict_and_what_came_too_late_asks_the_next(two, cast):
    backups = Culprit.objects.get(name="Backups")
    add_action(backups, kind="pull_request", title="Retry", on=date(2026, 4, 2), owner=cast.mia, by=cast.lead)
    add_action(backups, kind="docs", title="Explain", on=date(2026, 5, 9), by=cast.lead)
    add_action(backups, kind="docs", title="Long ago", on=date(2026, 1, 9), by=cast.lead)
    acts = beside(*two).acts
    assert [(act.title, act.owner, act.words) for act in acts] == [
        ("Retry", cast.mia.name, "fewer, and not by chance"),
        ("Explain", "", "took effect after the later period had begun: ask the next study"),
    ]


def test_weeks_run_from_the_first_day_of_the_one_to_the_last_of_the_other(two):
    counted = weeks(*two)
    assert sum(week.count for week in counted) == 134
    assert counted[0].monday == date(2026, 2, 23)
    assert (counted[0].days, counted[1].days) == (1, 7)
    assert counted[-1].monday == date(2026, 5, 25)


def by_tier(cast, days, *, question, unread=""):
    """Nine in ten of 300 are of the community, but two at least of each tier are read; what is `unread` is left."""
    made = conversations(cast, 300, first=datetime.combine(days[0], datetime.min.time(), UTC), rank=2)
    for rank in (0, 1):
        Conversation.objects.filter(pk__in=[each.pk for each in made[rank * 2 : rank * 2 + 2]]).update(
            rank=rank
        )
    said = terms(cast, question=question, from_on=days[0], until_on=days[1], size=20, double_share=0.0)
    study = draw(plan(replace(said, stratify_by="tier"), seed=1, by=cast.lead), by=cast.lead)
    for drawn in Drawn.objects.filter(study=study, state="sample").select_related("stratum"):
        if drawn.stratum.key != unread:
            name = "Backups" if drawn.stratum.key != "community" else "Docs"
            label(drawn, Said(culprit=found_or_added(cast.product, name, by=cast.lead)), by=cast.lead)
    return study


def test_what_was_drawn_by_stratum_is_compared_by_its_weights_and_the_page_says_so(cast, clock):
    before = by_tier(cast, MARCH, question="Before?")
    after = by_tier(cast, MAY, question="After?")
    backups = next(each for each in beside(before, after).differences if each.culprit == "Backups")
    assert backups.before == pytest.approx(4 / 300)  # four of the twenty that were read
    assert backups.before == next(bar.share for bar in report_of(before).bars if bar.label == "Backups")
    page = browser(cast.mia).get(f"/studies/{after.pk}/comparison").content.decode()
    assert "each stratum counts as much as it has conversations" in page


def test_until_something_of_each_stratum_was_read_it_is_compared_as_read(cast, clock):
    before = by_tier(cast, MARCH, question="Before?")
    after = by_tier(cast, MAY, question="After?", unread="priority")
    found = beside(before, after)
    assert found.weights.startswith("Of some strata of “After?” nothing was read yet")
    backups = next(each for each in found.differences if each.culprit == "Backups")
    assert (backups.before, backups.after) == (pytest.approx(4 / 300), pytest.approx(2 / 18))


class TestThePage:
    def test_a_study_stands_beside_the_one_it_was_planned_beside(self, two, cast):
        before, after = two
        page = browser(cast.mia).get(f"/studies/{after.pk}/comparison").content.decode()
        assert "fewer, and not by chance" in page
        assert f"/studies/{before.pk}" in page

    def test_pictures_and_csv_to_take_along(self, two, cast):
        _, after = two
        client = browser(cast.mia)
        for name in ("differences", "weeks"):
            svg = client.get(f"/studies/{after.pk}/comparison/{name}.svg")
            assert svg.status_code == 200
            assert svg.content.startswith(b"<svg")
        png = client.get(f"/studies/{after.pk}/comparison/differences.png")
        assert png.content.startswith(b"\x89PNG")
        rows = list(
            csv.DictReader(io.StringIO(client.get(f"/studies/{after.pk}/comparison.csv").content.decode()))
        )
        backups = next(row for row in rows if row["culprit"] == "Backups")
        assert float(backups["after"]) == pytest.approx(8 / 30)
        assert backups["verdict"] == "fewer"

    def test_a_name_that_is_a_formula_is_harmless_in_the_csv(self, two, cast):
        _, after = two
        Culprit.objects.filter(name="Backups").update(name="=1+1")
        text = browser(cast.mia).get(f"/studies/{after.pk}/comparison.csv").content.decode()
        assert "'=1+1" in text

    def test_alone_it_says_what_to_do(self, cast, clock):
        alone = read_study(cast, MARCH, {"Backups": 3}, question="Alone?")
        page = browser(cast.mia).get(f"/studies/{alone.pk}/comparison").content.decode()
        assert "Nothing to stand beside it" in page

    def test_one_that_nobody_has_read_is_said_to_be_so(self, two, cast):
        before, _ = two
        conversations(cast, 5, first=datetime(2026, 7, 1, tzinfo=UTC))
        unread = draw(
            plan(
                terms(cast, question="Next?", from_on=date(2026, 7, 1), until_on=date(2026, 7, 31), size=3),
                seed=1,
                previous=before,
                by=cast.lead,
            ),
            by=cast.lead,
        )
        answer = browser(cast.mia).get(f"/studies/{unread.pk}/comparison")
        assert "was read yet" in answer.content.decode()

    def test_a_study_of_another_product_is_none_to_choose(self, two, cast):
        _, after = two
        assert browser(cast.mia).get(f"/studies/{after.pk}/comparison?with=999").status_code == 404
