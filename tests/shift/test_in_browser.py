"""My shift in a browser: by keys the hero takes the top one, answers, and it leaves the section."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from frontline.inbox.assigning import assign
from frontline.kernel import clock
from frontline.shift.models import Presence
from tests.builders.browsing import go
from tests.builders.inspecting import serious
from tests.builders.letters import received
from tests.builders.rotations import weekly

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def on_shift(cast, whispers, letters):
    """Mia is the hero for four days more; two conversations nobody has, and one of hers."""
    begun_on = (clock.now() - timedelta(days=10)).date()
    weekly([cast.lead, cast.mia, cast.tom], by=cast.lead, anchor_on=begun_on)
    Presence.objects.create(teammate=cast.tom, seen_at=clock.now())
    found = [received(subject=subject).conversation for subject in ("Backups fail", "DNS", "Invoices")]
    assign(found[2], cast.mia, by=cast.mia)
    return found


def test_by_keys_the_hero_takes_the_top_one_answers_it_and_it_is_gone(visit, cast, on_shift):
    page = visit("/inbox/open", as_=cast.mia)
    go(page, "gs", "**/shift")
    first = on_shift[0]
    row = page.locator(f"#row-{first.pk}")
    expect(row).to_be_visible()

    page.keyboard.press("j")
    expect(row).to_be_focused()
    page.keyboard.press("t")
    page.wait_for_url(f"**/conversations/{first.pk}?view=shift")
    expect(page.get_by_text(f"#{first.pk} is yours.")).to_be_visible()
    first.refresh_from_db()
    assert first.assignee == cast.mia

    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Reply")).to_be_focused()
    page.keyboard.type("We look into it.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#entries")).to_contain_text("We look into it.")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("u")
    page.wait_for_url("**/shift")
    expect(page.locator("#s-answered")).to_contain_text("Backups fail")
    expect(page.locator("#s-next")).to_contain_text("DNS")
    expect(page.locator("#s-next")).not_to_contain_text("Backups fail")


def test_what_happens_is_shown_without_reload_and_the_place_is_kept(visit, cast, on_shift):
    page = visit("/shift", as_=cast.mia)
    second = page.locator(f"#row-{on_shift[1].pk}")
    second.focus()
    new = received(subject="Just now").conversation
    page.evaluate("window.htmx.trigger(document.getElementById('shift'), 'live')")
    expect(page.locator(f"#row-{new.pk}")).to_be_visible()
    expect(second).to_be_focused()


def test_t_takes_nothing_that_somebody_has(visit, cast, on_shift):
    page = visit("/shift", as_=cast.mia)
    page.locator(f"#row-{on_shift[2].pk}").focus()
    page.keyboard.press("t")
    page.wait_for_timeout(100)
    assert page.url.endswith("/shift")
    on_shift[0].refresh_from_db()
    assert on_shift[0].assignee is None


def test_without_scripts_it_is_read_and_taken_too(chromium, visit, cast, on_shift, live_server):
    signed_in = visit("/shift", as_=cast.mia).context.cookies()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(signed_in)
    page = context.new_page()
    page.goto("/shift")
    page.get_by_role("button", name=f"Take #{on_shift[0].pk}").click()
    page.wait_for_url(f"**/conversations/{on_shift[0].pk}?view=shift")
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, on_shift, dark, width):
    mia = visit("/shift", as_=cast.mia, dark=dark, width=width)
    lead = visit("/shift/rules", as_=cast.lead, dark=dark, width=width)
    for page, address in ((mia, "/shift"), (mia, "/shift/team"), (lead, "/shift/rules")):
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
