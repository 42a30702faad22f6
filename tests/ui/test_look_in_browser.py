"""The look, as a browser and its users see it."""

import pytest

from tests.builders.inspecting import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/-/gallery?single",
    "/preferences",
    "/teammates",
    "/teammates/new",
    "/accounts/2fa/",
    "/accounts/password/change/",
]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothingserious(visit, cast, dark, width):
    page = visit("/-/gallery", as_=cast.lead, dark=dark, width=width)
    for address in PAGES:
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{address} scrolls sideways"
        )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_before_the_door(visit, cast, dark):
    page = visit("/accounts/login/", dark=dark)
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        page.goto(address)
        assert serious(page) == [], address


def test_at_360_pixels_every_button_is_big_enough_for_a_finger(visit, cast):
    page = visit("/-/gallery?single", as_=cast.lead, width=360)

    small = page.evaluate(
        """[...document.querySelectorAll("button:not(.modes *), .button, .place, .row, select, input")]
          .filter((e) => e.checkVisibility()).map((e) => (e.closest("label") ?? e).getBoundingClientRect())
          .filter((r) => r.height < 38).length"""
    )

    assert small == 0


def test_the_choice_of_theme_stays_on_the_device_and_comes_before_the_paint(visit, cast):
    page = visit("/preferences", as_=cast.mia)
    page.get_by_label("Dark").check()
    page.reload()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_label("Dark").is_checked()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_label("As the system").check()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"


def test_in_a_narrow_window_the_places_are_a_drawer(visit, cast):
    page = visit("/preferences", as_=cast.lead, width=360)
    places = page.get_by_role("navigation", name="Places")
    assert not places.is_visible()

    page.get_by_role("button", name="Places").click()

    assert places.get_by_role("link", name="Teammates").is_visible()
    page.keyboard.press("Escape")
    assert not places.is_visible()


def test_the_first_stop_of_the_tab_key_skips_to_the_page(visit, cast):
    page = visit("/preferences", as_=cast.mia)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#main') !== null")
