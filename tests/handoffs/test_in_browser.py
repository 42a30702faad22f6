"""The checklist in a browser: by keyboard alone, one note missing, light and dark, wide and narrow."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from frontline.handoffs.keeping import keep
from frontline.handoffs.models import Handoff, HandoffNote
from frontline.handoffs.shifts import current_shift
from frontline.inbox.assigning import assign
from frontline.kernel import clock
from tests.builders.inspecting import serious
from tests.builders.letters import received
from tests.builders.rotations import weekly

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_ones(cast, whispers, letters):
    """Mia is the hero for four days more, with two open conversations."""
    begun_on = (clock.now() - timedelta(days=10)).date()
    weekly([cast.lead, cast.mia, cast.tom], by=cast.lead, anchor_on=begun_on)
    found = [received(subject=subject).conversation for subject in ("Backups fail since Monday", "DNS")]
    for each in found:
        assign(each, cast.mia, by=cast.mia)
    return found


def tab_to(page, selector, most=80):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} can't be reached by Tab")


def fill(page, number):
    tab_to(page, f"#c-{number}-known")
    for text in ("The job dies at 02:00", "A restart", "Ask for the logs"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")


def test_by_keyboard_alone_with_one_note_missing(visit, cast, open_ones):
    first, second = (each.pk for each in open_ones)
    page = visit("/handoff", as_=cast.mia)
    expect(page.get_by_text("0 of 2 have a note")).to_be_visible()

    fill(page, first)
    page.keyboard.press("Enter")  # on Save

    expect(page.get_by_text("1 of 2 have a note")).to_be_visible()
    expect(page.locator(f"#c-{first}").get_by_text("note written")).to_be_visible()
    expect(page.locator(f"#c-{first}:focus-within")).to_have_count(1)  # the place is not lost
    page.wait_for_load_state()
    assert HandoffNote.objects.get().known == "The job dies at 02:00"

    page.keyboard.press("b")  # build

    expect(page.get_by_role("heading", name="Mia Rask to Tom Lindqvist")).to_be_visible()
    expect(page.locator("section", has=page.get_by_role("heading", name="Without a note"))).to_contain_text(
        f"#{second}"
    )
    expect(page.get_by_role("heading", name="With a note")).to_be_visible()


def test_what_was_typed_in_one_row_stays_while_another_is_saved(visit, cast, open_ones):
    first, second = (each.pk for each in open_ones)
    page = visit("/handoff", as_=cast.mia)
    page.fill(f"#c-{second}-known", "half a thought")
    fill(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 2 have a note")).to_be_visible()
    expect(page.locator(f"#c-{second}-known")).to_have_value("half a thought")


def test_what_the_server_refuses_is_said_in_the_row(visit, cast, open_ones):
    first = open_ones[0].pk
    page = visit("/handoff", as_=cast.mia)
    page.evaluate("(n) => document.querySelector(`#c-${n} form`).setAttribute('novalidate', '')", first)
    page.fill(f"#c-{first}-known", "only this")
    page.locator(f"#c-{first}").get_by_role("button", name="Save the note").click()
    row = page.locator(f"#c-{first}")
    expect(row.get_by_text("This field is required.")).to_be_visible()
    expect(page.locator(f"#c-{first}-known")).to_have_value("only this")


def test_without_scripts_a_row_is_saved_too(chromium, visit, cast, open_ones, live_server):
    first = open_ones[0].pk
    signed_in = visit("/handoff", as_=cast.mia).context.cookies()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(signed_in)
    page = context.new_page()
    page.goto("/handoff")
    for name, text in (("known", "It dies"), ("next", "Ask")):
        page.fill(f"#c-{first}-{name}", text)
    page.locator(f"#c-{first}").get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("1 of 2 have a note")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, open_ones, dark, width):
    from frontline.handoffs.building import build
    from frontline.handoffs.noting import write_note
    from frontline.handoffs.preparing import handoff_for

    shift = current_shift()
    write_note(shift, open_ones[0].pk, known="The job dies", next="Ask for the logs", by=cast.mia)
    handoff = build(handoff_for(shift), by=cast.mia)
    Handoff.objects.update(
        at=clock.now() - timedelta(minutes=1), begins_at=clock.now() - timedelta(minutes=1)
    )
    keep()
    assert Handoff.objects.exclude(given_at=None).exists()
    page = visit("/handoff", as_=cast.mia, dark=dark, width=width)
    lena = visit("/handoffs", as_=cast.lead, dark=dark, width=width)
    for each, address in (
        (page, "/handoff"),
        (page, f"/handoff/{handoff.pk}"),
        (lena, "/handoffs"),
        (lena, "/notices"),
    ):
        each.goto(address)
        assert serious(each) == [], address
        assert each.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
