"""What stays in sight while one reads, writes and goes through a list."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, open_conversation, waited_for, write

LOG = (
    "    ERROR worker[12] could not connect to postgres at 10.0.0.12:5432 (attempt 12 of 12), giving up\n" * 2
)


def test_the_end_of_the_timeline_stays_in_sight_when_the_composer_grows(mia: Page, set_up: House):
    set_up.write("In sight", "One line after another.\n" * 60 + "The last line.")
    mia.goto("/inbox/open")
    open_conversation(mia, "In sight")
    last = mia.locator("#entries > :last-child")
    expect(last).to_be_in_viewport()

    write(mia, "\n".join("abcdefgh"))
    mia.locator("[data-mode=note]").click()
    write(mia, "\n".join("abcdefghijklmnop"), mode="Note")

    line = mia.locator("#line")
    at_the_end = "line => line.scrollHeight - line.scrollTop - line.clientHeight < 2 || null"
    waited_for(lambda: line.evaluate(at_the_end), "the timeline's end")
    # Nobody scrolls and types within one frame, and within one the page could not tell the two apart.
    line.evaluate(
        "line => new Promise(done => { line.scrollTop = 0;"
        " requestAnimationFrame(() => requestAnimationFrame(done)); })"
    )
    write(mia, "short", mode="Note")
    mia.wait_for_timeout(100)
    assert line.evaluate("line => line.scrollTop") == 0, "who reads further up stays there"


def test_the_search_stays_in_sight_however_far_down_one_is(mia: Page, set_up: House):
    for number in range(12):
        set_up.write(f"Far down {number}")
    mia.set_viewport_size({"width": 1440, "height": 500})
    mia.goto("/inbox/open")
    expect(mia.locator(".row", has_text="Far down 11")).to_have_count(1)
    mia.locator(".row").last.click()
    mia.wait_for_url("**/conversations/**")

    expect(mia.locator(".row[aria-current]")).to_be_in_viewport(ratio=0.95)
    search = mia.get_by_role("searchbox")
    expect(search).to_be_in_viewport(ratio=0.95)
    for _ in range(12):
        mia.keyboard.press("k")
    row, field = mia.locator(".row:focus").bounding_box(), search.bounding_box()
    assert row
    assert field
    assert row["y"] >= field["y"] + field["height"], "no row is focused behind the search"


def test_log_lines_in_a_mail_are_code_that_scrolls_and_can_be_reached(mia: Page, set_up: House):
    set_up.write("Logs in sight", f"It says:\n\n{LOG}\nWhat is wrong?")
    mia.goto("/inbox/open")
    open_conversation(mia, "Logs in sight")

    code = mia.locator(".entry pre")
    assert code.evaluate("pre => pre.scrollWidth > pre.clientWidth")
    assert "mono" in code.evaluate("pre => getComputedStyle(pre).fontFamily").lower()
    code.focus()
    expect(code).to_be_focused()
    expect(mia.get_by_role("group", name="Code")).to_be_visible()
