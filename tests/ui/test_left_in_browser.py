"""The page's script tells the time left in the words that the server tells it in, and goes on by itself."""

import random
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from frontline.ui.left import Left, Mark
from tests.builders.browsing import Visit
from tests.cast import Cast
from tests.ui.test_left import FRIDAY, HOUR, LEFT, promise

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ZONE = "America/Sao_Paulo"
_ASK = """async ([marks, instants]) => {
    const { read, words, tone } = await import("/static/ui/js/left.js");
    return instants.map((now) => [words(read(marks), now), tone(read(marks), now)]);
}"""


def marks(left: Left) -> str:
    with timezone.override(ZONE):
        return left.element(FRIDAY).split('data-left="')[1].split('"')[0]


def test_script_and_server_say_the_same(visit: Visit, cast: Cast):
    cast.mia.timezone = ZONE
    cast.mia.save()
    page = visit("/preferences", as_=cast.mia)
    chance = random.Random(4)
    cases = [LEFT, Left("Resolution", Mark(FRIDAY, FRIDAY - HOUR), FRIDAY)]
    cases += [
        promise(
            start=FRIDAY + chance.randrange(90 * HOUR),
            target=60,
            warn=HOUR,
            due=chance.randrange(HOUR, 99 * HOUR),
        )
        for _ in range(20)
    ]
    for left in cases:
        instants = [FRIDAY + chance.randrange(-30 * HOUR, 500 * HOUR) for _ in range(50)]
        for mark in (left.target, left.warn, left.due):
            instants += [mark.at - 1, mark.at, mark.at + 59, mark.at + 60] if mark else []
        with timezone.override(ZONE):
            told = [[left.text(now), left.tone(now)] for now in instants]
        assert page.evaluate(_ASK, [marks(left), instants]) == told


def test_a_page_that_stays_open_goes_on_by_itself(visit: Visit, cast: Cast):
    page = visit("/preferences", as_=cast.mia)
    page.clock.install(time=datetime.fromtimestamp(FRIDAY, UTC))
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)",
        str(LEFT.element(FRIDAY)),
    )
    told = page.locator("time[data-left]")
    for passed, words, tone in [
        (5, "15 min left", ""),
        (14 * 60, "1 min left", ""),
        (20 * 60, "40 min left", "late"),
        (HOUR + 60, "by Mon 09:40", "soon"),
        (FRIDAY_TO_MONDAY, "40 min left", "soon"),
        (FRIDAY_TO_MONDAY + 2 * HOUR, "1 h over", "breach"),
    ]:
        page.clock.set_fixed_time(datetime.fromtimestamp(FRIDAY + passed, UTC))
        page.evaluate("document.dispatchEvent(new Event('htmx:afterSettle'))")
        expect(told).to_have_text(words)
        expect(told).to_have_class(f"clock {tone}".strip())


FRIDAY_TO_MONDAY = 65 * HOUR
