"""The pages of fairness, conflicts and imports in a browser: readable by all, narrow, and by keyboard alone."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from frontline.people.adding import add_teammate
from frontline.rotation.models import Ask
from frontline.rotation.plan.changing import freeze
from tests.builders.inspecting import violations
from tests.builders.rotations import weekly
from tests.cast import make_cast
from tests.rotation.conflicts.test_page import away

PAGES = ("/rotation/fairness", "/rotation/conflicts", "/rotation/import")


@pytest.fixture
def cast(transactional_db):
    """Five weeks of a rotation have been, and Tom is away in the middle of his next one."""
    cast, now = make_cast(), timezone.now().replace(microsecond=0)
    monday = (now - timedelta(weeks=5)).date() - timedelta(days=(now - timedelta(weeks=5)).weekday())
    with time_machine.travel(now - timedelta(weeks=5), tick=False):
        zoe = add_teammate("zoe@acme.example", "Zoe Lund", team=cast.mia.team, by=cast.lead)
        weekly([cast.mia, cast.tom, cast.lead, zoe], by=cast.lead, anchor_on=monday)
    freeze()
    for week in range(1, 6):
        away(cast.tom, now + timedelta(weeks=week), now + timedelta(weeks=week, days=2))
    return cast


@pytest.mark.browser
@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 360)])
def test_nothing_keeps_anybody_out(cast, visit, dark, width):
    page = visit(PAGES[0], as_=cast.lead, dark=dark, width=width)
    for address in PAGES:
        page.goto(address)
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations(page)] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.browser
def test_a_proposal_is_asked_for_by_keyboard_alone(cast, visit):
    page = visit("/rotation/conflicts", as_=cast.lead)
    page.get_by_role("heading", name="Conflicts").wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused.startswith("Ask "):
            break
    page.keyboard.press("Enter")
    page.get_by_text("was asked. Nothing changes until they agree.").wait_for()
    assert Ask.objects.get().made_by == cast.lead
