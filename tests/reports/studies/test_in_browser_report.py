"""The report in a browser: by keyboard from the study to a note, shared with a stranger, taken along."""

import pytest
from playwright.sync_api import expect

from frontline.kernel import clock
from frontline.reports.studies.models import ModelHelp, Share
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.reporting.helped import digest_of
from frontline.reports.studies.reporting.sharing import share
from tests.builders.inspecting import serious
from tests.reports.studies.reported import read_study

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNTS = {"Backups": 24, "Questions, and what the documentation doesn't say": 9, "unsure": 4, "Docs": 3}
NOTES = {"Backups": ["It stops at 02:00, after 4 GB", "The upload resets"]}


@pytest.fixture
def study(cast):
    return read_study(cast, COUNTS, population=200, notes=NOTES)


def tab_to(page, selector, most=80):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} can't be reached by Tab")


def test_from_the_study_to_a_quotation_and_a_conversation_by_keyboard(visit, cast, study):
    page = visit(f"/studies/{study.pk}", as_=cast.tom)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("p")
    page.wait_for_url(f"**/studies/{study.pk}/report")
    expect(page.get_by_text("are down to Backups")).to_be_visible()

    page.keyboard.press("1")
    page.wait_for_url("**/report/bars/culprit-*")
    expect(page.get_by_text("The upload resets")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Search notes and subjects")).to_be_focused()
    page.keyboard.type("stops 4 GB")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 24 have it.")).to_be_visible()
    page.wait_for_load_state()

    tab_to(page, "[data-copies]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    row = study.drawn.get(readings__note__startswith="It stops")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“It stops at 02:00, after 4 GB” (#{row.number})"
    page.get_by_role("link", name=f"#{row.number}").press("Enter")
    page.wait_for_url(f"**/{row.number}")


def test_a_bar_is_clicked_and_each_bar_alone_is_a_switch(visit, cast, study):
    page = visit(f"/studies/{study.pk}/report", as_=cast.tom)
    page.get_by_role("link", name="Each bar alone (95 %)").click()
    expect(page.get_by_text("holds the true share of its own culprit")).to_be_visible()
    page.locator(".report-bar").first.click()
    expect(page.get_by_role("heading", name="Backups 24")).to_be_visible()


def test_a_link_is_made_opened_without_a_sign_in_and_revoked(visit, cast, study):
    page = visit(f"/studies/{study.pk}/report", as_=cast.lead)
    page.keyboard.press("l")
    expect(page.get_by_text("The link is made.")).to_be_visible()
    address = page.locator("#made").inner_text()
    path = "/" + address.split("/", 3)[3]

    stranger = visit(path)
    expect(stranger.get_by_text("are down to Backups")).to_be_visible()
    expect(stranger.get_by_text("It stops at 02:00")).to_have_count(0)
    assert stranger.context.cookies() == []
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    page.goto(f"/studies/{study.pk}/report")
    expect(page.get_by_text(address)).to_have_count(0)
    tab_to(page, "[aria-label^='Revoke']")
    page.keyboard.press("Enter")
    expect(page.get_by_text("revoked by Lena Berg")).to_be_visible()
    assert Share.objects.get().revoked_by == cast.lead
    stranger.goto(path)
    expect(stranger.get_by_text("This link was revoked")).to_be_visible()


def test_the_pdf_comes_by_key(visit, cast, study):
    page = visit(f"/studies/{study.pk}/report", as_=cast.tom)
    with page.expect_download() as download:
        page.keyboard.press("d")
    assert download.value.suggested_filename == f"study-{study.pk}-2026-03-31.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, study, dark, width):
    labels = labels_of(study)
    key = next(label.counts.key for label in labels if label.counts)
    ModelHelp.objects.create(
        study=study,
        labels_digest=digest_of(labels),
        bars={key: {"share": 0.6, "together": [0.5, 0.7], "alone": None}},
        texts=200,
        made_at=clock.now(),
    )
    shared = "/" + share(study, shows_customers=True, by=cast.lead).address.split("/", 3)[3]
    page = visit(f"/studies/{study.pk}/report", as_=cast.lead, dark=dark, width=width)
    for address in (
        f"/studies/{study.pk}/report",
        f"/studies/{study.pk}/report/bars/{key}",
        f"/studies/{study.pk}/report/bars/{key}?q=nothing+has+this",
        shared,
    ):
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
