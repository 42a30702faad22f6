"""A month of turns as people live it, in a browser: planned, swapped between two zones, in conflict with an absence and
covered, with a newcomer, over the night in which the clocks change, and handed over with a note that lacked."""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect

from frontline.handoffs.keeping import keep
from frontline.handoffs.models import Handoff
from frontline.inbox.assigning import assign
from frontline.people.adding import add_teammate
from frontline.rotation.models import Rotation
from tests.builders.letters import received
from tests.builders.rotations import utc, weekly, who
from tests.builders.telling import whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

WEDNESDAY = utc(2026, 3, 4, 11)  # noon in Berlin, six in the morning in New York


@pytest.fixture
def clock(whispers, letters):
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def everybody(transactional_db, clock, cast):
    for person, zone in (
        (cast.lead, "Europe/Berlin"),
        (cast.mia, "Europe/Berlin"),
        (cast.tom, "America/New_York"),
    ):
        person.timezone = zone
        person.save()
    return cast


def block(page: Page, begins: re.Pattern[str]):
    return page.locator("#board").get_by_role("link", name=begins).first


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def test_a_month_of_turns(visit, everybody, clock):
    lena, mia, tom = everybody.lead, everybody.mia, everybody.tom

    # Lena plans the hero's rotation.
    page = visit("/rotation/new", as_=lena)
    page.locator("#anchor_on").fill("2026-03-02")
    page.select_option("#adds-0", "everybody")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[data-place]")).to_have_count(3)
    keys(page, "Control+Enter")
    expect(page.locator(".duty").first).to_contain_text("You are the hero")
    hero = Rotation.objects.get()
    assert who(hero, WEDNESDAY, utc(2026, 4, 13, 7)) == [
        ("03-04 12:00", "Lena"),
        ("03-09 09:00", "Mia"),
        ("03-16 09:00", "Tom"),
        ("03-23 09:00", "Lena"),
        ("03-30 09:00", "Mia"),
        ("04-06 09:00", "Tom"),
    ], "nine in Berlin, on both sides of the night of the 29th"

    # Mia asks Tom for a swap, by keyboard alone.
    page = visit("/rotation", as_=mia)
    page.locator("#board a.block[tabindex='0']").focus()
    keys(page, "Home", "ArrowRight", "s")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Ask for a swap")
    choice = dialog.get_by_label("For which shift")
    choice.select_option(value=f"{tom.pk}|2026-03-16T08:00:00Z|2026-03-23T08:00:00Z")
    dialog.get_by_label("Why").focus()
    page.keyboard.type("My sister marries")
    keys(page, "Control+Enter")
    expect(page.locator(".toast")).to_contain_text("Asked Tom Lindqvist.")

    # Tom, in New York, reads it on his own clock (which has changed already) and accepts.
    page = visit("/rotation/asks", as_=tom)
    expect(page.get_by_role("main")).to_contain_text("My sister marries")
    expect(page.get_by_role("main")).to_contain_text("Mon 9 Mar 04:00")
    page.get_by_role("button", name="Accept").click()
    page.goto("/rotation")
    expect(block(page, re.compile("^Mon 9 Mar 04:00"))).to_contain_text("swap with Mia Rask")
    page.goto("/rotation?zone=rotation")
    expect(block(page, re.compile("^Mon 9 Mar 09:00"))).to_contain_text("You")

    # Tom will be away in his April week; it is seen five weeks ahead, and somebody is asked and takes it.
    page.goto("/away")
    page.get_by_label("First day").fill("2026-04-07")
    page.get_by_label("Last day").fill("2026-04-08")
    page.get_by_role("button", name="Add", exact=True).click()
    page.goto("/rotation/conflicts")
    conflict = page.locator(".conflict").first
    expect(conflict).to_contain_text("Tom Lindqvist is away")
    conflict.locator("li", has_text="takes").first.get_by_role("button").click()
    expect(page.get_by_text("Asked, and not answered yet")).to_be_visible()
    asked = hero.asks.get(state="open")
    page = visit("/rotation/asks", as_=asked.to or mia)
    page.get_by_role("button", name="Take it").or_(page.get_by_role("button", name="Accept")).first.click()
    page.goto("/rotation/conflicts")
    expect(page.get_by_text("No conflicts in the next twelve weeks")).to_be_visible()

    # Zoe rides along before her first turn, and nobody takes her for cover.
    zoe = add_teammate("zoe@acme.example", "Zoe Lund", by=lena)
    page = visit(f"/rotation/{hero.pk}/shadows", as_=lena)
    page.locator("main form select").first.select_option(label=zoe.name)
    page.locator("main form select").nth(1).select_option(index=1)  # from the next one on
    page.get_by_role("button", name="Ride along").click()
    expect(page.get_by_role("table")).to_contain_text("Zoe Lund")
    assert ("03-09 09:00", "Tom (Zoe)") in who(hero, WEDNESDAY, utc(2026, 3, 30, 7))


def test_a_hand_off_with_a_note_that_lacked(visit, everybody, clock):
    lena, mia, tom = everybody.lead, everybody.mia, everybody.tom
    clock.move_to(utc(2026, 3, 22, 12))
    weekly([lena, mia, tom], by=lena, anchor_on=date(2026, 3, 16))
    clock.move_to(
        utc(2026, 3, 29, 12)
    )  # the clocks have changed in the night; Mia's week ends tomorrow at nine
    talks = [received(subject=subject).conversation for subject in ("Backups fail", "DNS")]
    for each in talks:
        assign(each, mia, by=mia)
    clock.move_to(utc(2026, 3, 29, 13))

    page = visit("/handoff", as_=mia)
    expect(page.get_by_text("0 of 2 have a note")).to_be_visible()
    page.locator(f"#c-{talks[0].pk}-known").focus()
    for text in ("The job dies at 02:00", "A restart", "Ask for the logs"):
        page.keyboard.type(text)
        keys(page, "Tab")
    keys(page, "Enter")
    expect(page.get_by_text("1 of 2 have a note")).to_be_visible()

    clock.move_to(utc(2026, 3, 30, 7, 1))  # 09:01 in Berlin, 03:01 in New York
    keep()
    page = visit("/handoff", as_=tom)
    page.goto(f"/handoff/{Handoff.objects.get().pk}")
    lacking = page.locator("section", has=page.get_by_role("heading", name="Without a note"))
    expect(lacking).to_contain_text("DNS")
    expect(page.get_by_text("Ask for the logs")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Tom Lindqvist has read it")).to_be_visible()

    page = visit("/handoffs", as_=lena)
    expect(page.get_by_role("main")).to_contain_text("one conversation went over without a note")
