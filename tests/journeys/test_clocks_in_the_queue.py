"""The queue goes by tier; what is promised runs on the page, is warned of, broken, answered, paused, and stretched."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import House, open_conversation, send, waited_for, write
from tests.journeys.moving import do, make_priority, pass_minutes

PRIYA = "Priya Raman <priya@kestrel.example>"
COMMUNITY = "hexcat <hexcat@catmail.example>"
SOON = 25_000  # ms: the clocks ring every ten seconds


@pytest.fixture(scope="module")
def kestrel(set_up: House) -> House:
    """The house, with a customer of the first tier."""
    make_priority(set_up, "Kestrel Bank", "kestrel.example")
    return set_up


def row(page: Page, subject: str) -> Locator:
    return page.locator(".row", has_text=subject)


def left(page: Page, subject: str) -> Locator:
    return row(page, subject).locator("time[data-left]")


def verdict(house: House, subject: str) -> str:
    return do(
        house,
        "from frontline.inbox.models import Clock\n"
        f"clock = Clock.objects.get(conversation__subject={subject!r}, kind='first_reply')\n"
        "print(clock.verdict, 'over' if clock.stopped_at else 'running')",
    )


def test_a_priority_customer_s_mail_passes_a_community_one_without_reload(mia: Page, kestrel: House):
    kestrel.write("Pin the build image", sender=COMMUNITY)
    mia.goto("/inbox/open")
    expect(row(mia, "Pin the build image")).to_have_count(1)
    # What has waited for a day stands above all others of its tier, however many the other journeys have left.
    pass_minutes(kestrel, "Pin the build image", 24 * 60)
    mia.evaluate("window.stays = true")

    kestrel.write("Payments are down", sender=PRIYA)

    expect(
        mia.locator('.row:has-text("Payments are down") ~ .row:has-text("Pin the build image")')
    ).to_have_count(1)
    expect(row(mia, "Payments are down").locator(".tier.priority")).to_have_count(1)
    expect(left(mia, "Payments are down")).to_have_text(re.compile(r"^1[45] min left$"))
    assert mia.evaluate("window.stays"), "nobody reloaded the page"


def test_a_clock_warns_and_breaks_on_open_pages_and_is_answered(mia: Page, tom: Page, kestrel: House):
    kestrel.write("Checkout times out", sender=PRIYA)
    tom.goto("/inbox/open")
    expect(left(tom, "Checkout times out")).to_have_class("clock")
    mia.goto("/inbox/open")
    open_conversation(mia, "Checkout times out")
    bar = mia.locator("#bar time[data-left]")
    expect(bar).to_have_text(re.compile(r"^1[45] min left$"))

    pass_minutes(kestrel, "Checkout times out", 61)
    for told in (bar, left(tom, "Checkout times out")):
        expect(told).to_have_class("clock soon", timeout=SOON)
        expect(told).to_have_text("6 h left")

    pass_minutes(kestrel, "Checkout times out", 7 * 60 + 2)
    for told in (bar, left(tom, "Checkout times out")):
        expect(told).to_have_class("clock breach", timeout=SOON)
        expect(told).to_have_text(re.compile(r"^([1-9] min|just) over$"))
    expect(bar).to_have_attribute("title", re.compile(r"^First reply, was promised by \w+day, "))

    write(mia, "The database is back.")
    send(mia)
    expect(mia.locator("#bar")).to_contain_text("waits for customer")
    expect(row(tom, "Checkout times out")).to_contain_text("waits for customer")
    assert verdict(kestrel, "Checkout times out") == "broken over"


def test_an_answer_in_time_keeps_the_promise(mia: Page, kestrel: House):
    kestrel.write("Rotate our key", sender=PRIYA)
    mia.goto("/inbox/open")
    open_conversation(mia, "Rotate our key")
    write(mia, "Rotated.")
    send(mia)

    expect(mia.locator("#bar")).to_contain_text("waits for customer")
    assert verdict(kestrel, "Rotate our key") == "kept over"


def snooze(page: Page, *, theirs: bool) -> None:
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In a week, at this hour").check()
    if theirs:
        dialog.get_by_label("The customer asked us to wait").check()
    dialog.get_by_label("Why").fill("Call-back promised")
    dialog.get_by_role("button", name="Snooze").click()
    expect(page.get_by_role("status")).to_contain_text("Snoozed #")


@pytest.mark.parametrize("theirs", [True, False], ids=["theirs", "ours"])
def test_a_snooze_pauses_what_is_promised_if_it_is_theirs(mia: Page, kestrel: House, theirs: bool):
    subject = f"Put off, {'theirs' if theirs else 'ours'}"
    kestrel.write(subject, sender=PRIYA)
    mia.goto("/inbox/open")
    open_conversation(mia, subject)
    snooze(mia, theirs=theirs)
    expect(row(mia, subject)).to_have_count(0)

    pass_minutes(kestrel, subject, 9 * 60)
    mia.goto("/inbox/snoozed")
    expect(row(mia, subject)).to_contain_text("Call-back promised")
    if theirs:
        expect(row(mia, subject)).to_contain_text("they asked")
    else:
        expect(left(mia, subject)).to_have_text("1 h over")
        waited_for(
            lambda: verdict(kestrel, subject) == "broken running" or None, "the clock to ring", within=30
        )

    open_conversation(mia, subject)
    mia.get_by_role("button", name="Wake").click()
    told = mia.locator("#bar time[data-left]")
    expect(told).to_have_text(re.compile(r"^1[345] min left$" if theirs else "^1 h over$"))
    mia.goto("/inbox/open")
    expect(row(mia, subject)).to_have_count(1)


def test_a_holiday_stretches_what_is_promised_on_the_open_page(mia: Page, kestrel: House):
    subject = "Before the holiday"
    kestrel.write(subject, sender=PRIYA)
    mia.goto("/inbox/open")
    expect(left(mia, subject)).to_have_text(re.compile(r"^1[45] min left$"))
    pass_minutes(kestrel, subject, 90)
    do(kestrel, _AROUND_THE_CLOCK)
    try:
        # By then the clocks have rung, and the page has heard of it.
        expect(left(mia, subject)).to_have_text("6 h left", timeout=SOON)

        do(kestrel, _HOLIDAY)
        expect(left(mia, subject)).to_have_text(re.compile(r"^by (\w{3} )?\d\d:\d\d$"), timeout=SOON)

        do(kestrel, _NO_HOLIDAY)
        expect(left(mia, subject)).to_have_text("6 h left", timeout=SOON)
    finally:
        do(kestrel, _NO_CALENDAR)


# Open all day and night, so that no other journey notices, but for a day that begins in two hours.
_AROUND_THE_CLOCK = """
from frontline.hours.making import Terms, make
from frontline.hours.reading import typed
from frontline.people.models import Teammate
make(Terms("All day", "UTC", tuple([typed("0-24")] * 7)), by=Teammate.objects.get(email="lena@acme.example"))
"""
_HOLIDAY = """
from datetime import timedelta
from frontline.hours.closing import close
from frontline.hours.marking import When
from frontline.hours.models import WorkingCalendar
from frontline.kernel import clock
from frontline.people.models import Teammate
begins = clock.now() + timedelta(hours=2)
close(
    WorkingCalendar.objects.get(name="All day"),
    When(from_at=begins, until_at=begins + timedelta(days=1)),
    why="Holiday",
    by=Teammate.objects.get(email="lena@acme.example"),
)
"""
_NO_HOLIDAY = """
from frontline.hours.closing import reopen
from frontline.hours.models import Closure
from frontline.people.models import Teammate
reopen(Closure.objects.get(calendar__name="All day"), by=Teammate.objects.get(email="lena@acme.example"))
"""
_NO_CALENDAR = """
from frontline.hours.current import changing
from frontline.hours.models import WorkingCalendar
with changing():
    WorkingCalendar.objects.filter(name="All day").delete()
"""
