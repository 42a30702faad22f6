"""Studies in a browser: planned by keyboard, read by two at once, settled; without scripts; light, dark and narrow."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from frontline.inbox.models import Message
from frontline.kernel import clock
from frontline.people.models import Product
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.models import Culprit, Reading, Settlement, Study
from frontline.reports.studies.outcome import counts_of
from tests.builders.inspecting import serious
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "The nightly backup fails at 02:00 with “upload reset by peer”, and the one by hand does too."


@pytest.fixture
def last_month(cast):
    """Forty conversations of last month, each with a message."""
    last = clock.now().date().replace(day=1) - timedelta(days=1)
    first = datetime.combine(last.replace(day=1), time(9), tzinfo=UTC)
    made = conversations(cast, 40, first=first, every=timedelta(hours=5))
    Message.objects.bulk_create(
        Message(
            conversation=each,
            direction="in",
            channel="email",
            author_name="Ada Okafor",
            author_address="ada@northwind.example",
            subject=each.subject,
            text=WORDS,
            at=each.created_at,
        )
        for each in made
    )
    return {"from_on": last.replace(day=1), "until_on": last}


def tab_to(page, selector, most=60):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} can't be reached by Tab")


def field(page):
    return page.get_by_role("combobox", name="Culprit")


def begin(page):
    """From the study's page to the first conversation, by its key."""
    page.keyboard.press("r")
    expect(field(page)).to_be_focused()
    return page.get_by_role("heading", level=1).inner_text()


def say(page, *strokes):
    """Type what was to blame, and wait for the next conversation."""
    before = page.url
    for each in strokes:
        if each.startswith("@"):
            page.keyboard.press(each[1:])
        else:
            page.keyboard.type(each)
    page.wait_for_url(lambda url: url != before)


def test_a_study_is_planned_by_keyboard_and_counts_while_one_types(visit, cast, last_month):
    Product.objects.create(name="Redis")
    page = visit("/studies", as_=cast.lead)
    page.keyboard.press("c")
    page.wait_for_url("**/studies/new")
    tab_to(page, "[name=question]")
    page.keyboard.type("Why do backups hurt?")
    expect(page.locator(".study-count")).to_have_text("40 conversations")

    tab_to(page, "[name=products]")
    page.keyboard.press("Space")  # Postgres goes, and nothing is left to count
    expect(page.get_by_text("Choose a product and a period")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text("All 40: every bar exact")).to_be_visible()

    tab_to(page, "[name=size]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("20")
    expect(page.get_by_text("20 of 40: every bar within")).to_be_visible()
    expect(page.locator("[name=size]")).to_be_focused()
    tab_to(page, f"[name=readers][value='{cast.mia.pk}']")
    page.keyboard.press("Space")
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_url(re.compile(r"/studies/\d+$"))
    expect(page.get_by_role("heading", name="Why do backups hurt?")).to_be_visible()
    expect(page.locator(".study-facts")).to_contain_text("Mia Rask")
    study = Study.objects.get()
    assert study.drawn.filter(state="sample").count() == 20
    assert list(study.readers.all()) == [cast.mia]


def test_two_readers_at_once_and_what_they_disagree_on(visit, cast, last_month):
    found_or_added(cast.product, "Backups", kind="feature", by=cast.lead)
    study = drawn_study(cast, size=2, double_share=1, **last_month)
    mia = visit(f"/studies/{study.pk}", as_=cast.mia)
    tom = visit(f"/studies/{study.pk}", as_=cast.tom)
    begin(mia)
    begin(tom)
    # The first of the drawn order goes to both, as first and second reader.
    rounds = Reading.objects.filter(reader__isnull=False).values_list("reader__name", "drawn__place", "round")
    assert sorted(rounds) == [("Mia Rask", 1, 1), ("Tom Lindqvist", 1, 2)]
    expect(mia.get_by_text("upload reset by peer")).to_be_visible()

    say(mia, "back", "@Enter", "@Enter")  # finds Backups, takes it, saves
    say(tom, "Network", "@Enter", "@Enter")  # a new one
    say(mia, "uns", "@Enter", "@Enter")
    say(tom, "unsure", "@Enter")

    expect(tom.get_by_text("All is read")).to_be_visible()
    assert set(Culprit.objects.values_list("name", flat=True)) == {"Backups", "Network"}
    assert counts_of(study).unsettled == 1

    mia.goto(f"/studies/{study.pk}")
    mia.keyboard.press("a")
    expect(mia.get_by_text("Cohen's kappa")).to_be_visible()
    tab_to(mia, "[name=pick]")
    tab_to(mia, "[name=pick]")
    mia.keyboard.press("Enter")
    expect(mia.get_by_text("Nothing: they agree, or it is settled.")).to_be_visible()
    settled = Settlement.objects.get()
    assert (settled.culprit.name, settled.by) == ("Network", cast.mia)


def test_skip_back_note_and_not_part_of_this_by_keyboard(visit, cast, last_month):
    study = drawn_study(cast, size=3, double_share=0, **last_month)
    page = visit(f"/studies/{study.pk}", as_=cast.mia)
    first = begin(page)
    say(page, "@Escape", "s")
    assert page.get_by_role("heading", level=1).inner_text() != first

    expect(field(page)).to_be_focused()
    say(page, "DNS", "@Enter", "@Escape", "n", "It is always DNS", "@ControlOrMeta+Enter")
    assert Reading.objects.get(done_at__isnull=False).note == "It is always DNS"
    expect(field(page)).to_be_focused()
    say(page, "@Escape", "b")
    expect(field(page)).to_have_value("DNS")
    expect(field(page)).to_be_focused()
    page.go_back()
    expect(field(page)).to_be_focused()
    say(page, "spam", "@Enter", "@Enter")
    assert study.drawn.get(state="excluded").why_not == "spam"
    expect(page.get_by_text("comes in its place")).to_be_visible()


def test_half_a_name_does_not_become_a_culprit_by_one_stroke(visit, cast, last_month):
    found_or_added(cast.product, "Backups", by=cast.lead)
    study = drawn_study(cast, size=2, double_share=0, **last_month)
    page = visit(f"/studies/{study.pk}", as_=cast.mia)
    begin(page)
    page.keyboard.type("up")
    expect(page.get_by_role("option", name="Backups")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("Backups")
    expect(page.get_by_label("Its kind, if it is new")).to_be_hidden()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Upgrades")
    expect(page.get_by_label("Its kind, if it is new")).to_be_visible()
    assert not Reading.objects.exclude(done_at=None).exists()


def test_without_scripts_one_reads_by_plain_forms(chromium, visit, cast, last_month, live_server):
    study = drawn_study(cast, size=2, double_share=0, **last_month)
    cookies = visit("/studies", as_=cast.mia).context.cookies()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"/studies/{study.pk}")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("upload reset by peer")).to_be_visible()
    page.fill("[name=culprit]", "Backups")
    page.select_option("[name=kind]", "outage")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Unsure").click()
    expect(page.get_by_text("All is read")).to_be_visible()
    assert counts_of(study).named() == {"Backups": 1, "Unsure": 1}
    assert Culprit.objects.get().kind == "outage"
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, last_month, dark, width):
    study = drawn_study(cast, size=12, double_share=0.5, stratify_by="tier", **last_month)
    for row in study.drawn.filter(is_double=True):
        blame(study, row, "Backups by pgbackups, and restoring them", cast.mia, note="It stops at 02:00")
        blame(study, row, "unsure" if row.place % 4 else "Network", cast.tom, note="No log of it\nat all")
    culprit = Culprit.objects.first()
    page = visit(f"/studies/{study.pk}", as_=cast.lead, dark=dark, width=width)
    for address in (
        "/studies",
        "/studies/new?stratify_by=tier&size=12&twice=20&timezone=UTC"
        f"&from_on={last_month['from_on']}&until_on={last_month['until_on']}&products={cast.product.pk}",
        f"/studies/{study.pk}",
        f"/studies/{study.pk}/agreement",
        "/culprits",
        f"/culprits/{culprit.pk}",
        f"/studies/{study.pk}/reading",
    ):
        page.goto(address)
        inspect(page, address)
    page.get_by_role("button", name="Take the next").click()
    inspect(page, "reading")


def inspect(page, address):
    assert serious(page) == [], address
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
