"""Public holidays of a place."""

import subprocess
import sys
from datetime import date

import pytest

from frontline.hours.holidays import Holiday, UnknownPlace, holidays_between, known_place
from frontline.people import countries


def test_the_days_of_a_country_come_in_order_with_their_names() -> None:
    found = holidays_between("IE", date(2026, 1, 1), date(2026, 5, 1))

    assert found == [
        Holiday(date(2026, 1, 1), "New Year's Day"),
        Holiday(date(2026, 2, 2), "Saint Brigid's Day"),
        Holiday(date(2026, 3, 17), "Saint Patrick's Day"),
        Holiday(date(2026, 4, 6), "Easter Monday"),
    ]


def test_a_part_of_a_country_has_days_of_its_own() -> None:
    of_the_country = {day.on for day in holidays_between("DE", date(2026, 1, 1), date(2027, 1, 1))}
    of_bavaria = {day.on for day in holidays_between("DE-BY", date(2026, 1, 1), date(2027, 1, 1))}

    assert of_bavaria - of_the_country == {date(2026, 1, 6), date(2026, 6, 4), date(2026, 11, 1)}


def test_the_last_day_is_not_part_of_the_span_and_a_span_may_cross_a_new_year() -> None:
    days = [day.on for day in holidays_between("US-CA", date(2026, 12, 25), date(2027, 1, 1))]
    later = [day.on for day in holidays_between("US-CA", date(2026, 12, 26), date(2027, 1, 2))]

    assert days == [date(2026, 12, 25)]
    assert later == [date(2027, 1, 1)]


def test_the_names_are_english_whatever_the_machine_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")

    assert holidays_between("DE", date(2031, 1, 1), date(2031, 1, 2)) == [
        Holiday(date(2031, 1, 1), "New Year's Day")
    ]


@pytest.mark.parametrize(
    ("said", "written"), [("de-by", "DE-BY"), (" ie ", "IE"), ("DE-Augsburg", "DE-Augsburg")]
)
def test_a_place_is_found_in_either_case(said: str, written: str) -> None:
    assert known_place(said) == written


@pytest.mark.parametrize("said", ["", "XX", "DE-XX", "Germany", "constants", "__name__", "DE-"])
def test_an_unknown_place_is_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(UnknownPlace, match="such as IE"):
        holidays_between(said, date(2026, 1, 1), date(2027, 1, 1))


def test_the_list_of_places_is_the_librarys() -> None:
    """If not, the library has learnt a place: python -m frontline.people.countries writes the list again."""
    assert dict(countries.names()) == countries.as_the_library_has_them()
    assert list(countries.names()) == list(countries.as_the_library_has_them())


def test_every_place_has_holidays_or_says_so_without_an_error() -> None:
    empty = [p for p in countries.names() if not holidays_between(p, date(2026, 1, 1), date(2027, 1, 1))]

    assert len(empty) < 10, empty


def test_the_library_is_loaded_only_when_somebody_asks_for_days() -> None:
    code = (
        "import sys; from frontline.hours import holidays; from frontline.people import countries;"
        "holidays.known_place('DE-BY'); countries.names(); print('holidays' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"
