"""Public holidays of a place, from the library `holidays`.

It is loaded when somebody first asks: it takes 45 MB and half a second, and most processes never do.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from frontline.kernel.refusal import Invalid
from frontline.people import countries

_FIRST, _LAST = 1970, 2199


class UnknownPlace(Invalid):
    """No holidays are known for it."""

    code = "unknown_place"


class Holiday(NamedTuple):
    on: date
    name: str


def known_place(place: str) -> str:
    """`place` as it is written ("DE", "DE-BY"; either case). Raises UnknownPlace."""
    country, dash, part = place.strip().partition("-")
    for written in (f"{country.upper()}{dash}{part}", f"{country.upper()}{dash}{part.upper()}"):
        if written in countries.names():
            return written
    raise UnknownPlace(
        f"“{place[:40]}” is no place whose public holidays we know. "
        "Give a country such as IE, or a part of one such as DE-BY or US-CA."
    )


def holidays_between(place: str, since: date, until: date) -> list[Holiday]:
    """The public holidays of a place on the days from `since` to before `until`, in order; their names in English where
    the library has them. Of a day with two, both names. Raises UnknownPlace.
    """
    written = known_place(place)
    years = range(max(since.year, _FIRST), min(until.year, _LAST) + 1)
    return [day for year in years for day in _of_year(written, year) if since <= day.on < until]


@lru_cache(maxsize=512)
def _of_year(place: str, year: int) -> tuple[Holiday, ...]:
    import holidays

    country, _, part = place.partition("-")
    kind = getattr(holidays, country)
    language = next((each for each in ("en_US", "en_GB", "en") if each in kind.supported_languages), None)
    # Without a language, the library takes the one of the machine it runs on.
    found = kind(subdiv=part or None, years=year, language=language or kind.default_language)
    return tuple(Holiday(on, name) for on, name in sorted(found.items()) if on.year == year)
