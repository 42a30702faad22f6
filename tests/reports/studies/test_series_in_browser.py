"""Series and a product's culprits over time in a browser: by keyboard, light, dark and narrow."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from frontline.kernel import clock as now
from frontline.reports.studies.culprits.acting import add_action
from frontline.reports.studies.models import Culprit, Series
from frontline.reports.studies.series.beginning import begin
from frontline.reports.studies.usage.keeping import Used, keep
from tests.reports.studies.test_in_browser import inspect, tab_to
from tests.reports.studies.test_product_page import month_of
from tests.reports.studies.test_series import planned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three(cast):
    """Three studies of months that are long over."""
    studies = [
        month_of(cast, 1, {"Backups": 24, "Docs": 20, "Network and its proxies": 6, "unsure": 2}),
        month_of(cast, 2, {"Backups": 22, "Docs": 20, "Network and its proxies": 8}),
        month_of(cast, 3, {"Backups": 6, "Docs": 22, "Network and its proxies": 22}),
    ]
    add_action(
        Culprit.objects.get(name="Backups"),
        kind="pull_request",
        title="Retry the upload",
        on=date(2026, 2, 20),
        owner=cast.tom,
        by=cast.lead,
    )
    keep(
        cast.product,
        [
            Used("active apps", date(2026, 1, 1), date(2026, 2, 28), Decimal(800)),
            Used("active apps", date(2026, 3, 1), date(2026, 3, 31), Decimal(960)),
        ],
        source="form",
        by=cast.lead,
    )
    return studies


def test_a_study_is_repeated_changed_and_stopped_by_keyboard(visit, cast, three):
    page = visit(f"/studies/{three[-1].pk}", as_=cast.lead)
    tab_to(page, f"[href='/studies/series/new?study={three[-1].pk}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/studies/series/new?study=*")
    page.get_by_label("From the period that holds").fill(now.now().date().isoformat())
    tab_to(page, f"[name=readers][value='{cast.mia.pk}']")
    page.keyboard.press("Space")
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_url(re.compile(r"/studies/series/\d+$"))
    series = Series.objects.get()
    assert list(series.readers.all()) == [cast.mia]
    assert list(series.mailed_to.all()) == [cast.lead]
    tab_to(page, f"[action='/studies/series/{series.pk}/stop'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Let it go on")).to_be_visible()


def test_from_the_culprits_to_what_surfaced_next(visit, cast, three):
    page = visit(f"/culprits?product={cast.product.pk}", as_=cast.mia)
    with page.expect_response(lambda answer: "course.svg" in answer.url) as drawn:
        page.keyboard.press("t")
        page.wait_for_url(f"**/products/{cast.product.pk}/studies")
    assert drawn.value.status == 200
    expect(page.get_by_text("Network and its proxies rose most since February 2026")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, three, dark, width):
    series = begin(planned(cast, from_on=now.now().date() - timedelta(days=1)), after=three[-1], by=cast.lead)
    page = visit("/studies/series", as_=cast.lead, dark=dark, width=width)
    for address in (
        "/studies/series",
        f"/studies/series/new?study={three[0].pk}",
        f"/studies/series/{series.pk}",
        f"/products/{cast.product.pk}/studies",
    ):
        page.goto(address)
        inspect(page, address)
