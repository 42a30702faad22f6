"""The places whose public holidays are known: "DE" is a country (ISO 3166-1), "DE-BY" a part of it.

The list stands in countries.json, because the library that knows the holidays takes 45 MB and half a second to say it:
most processes never need it. `python -m frontline.people.countries` writes the list again; a test compares the two.
"""

import json
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType

_LIST = Path(__file__).with_name("countries.json")
_MOST = 16  # characters: what a teammate's country has room for
_SMALL = {"And", "Of", "The", "Da"}


@cache
def names() -> MappingProxyType[str, str]:
    """{"DE": "Germany", "DE-BY": "Germany: Bayern"}, in the order of the names."""
    return MappingProxyType(json.loads(_LIST.read_text("utf-8")))


def name_of(place: str) -> str:
    """ "Germany: Bayern" for "DE-BY"; what is not known is shown as it is."""
    return names().get(place, place)


def as_the_library_has_them() -> dict[str, str]:
    """The same list, from the library itself."""
    import holidays
    from holidays.registry import COUNTRIES

    found = {}
    for key, (_, code, *_rest) in COUNTRIES.items():
        entity = getattr(holidays, code)
        country = _spelled(key)
        called: dict[str, str] = {}
        for name, short in getattr(entity, "subdivisions_aliases", {}).items():
            called[short] = max(called.get(short, ""), name, key=len)
        found[code] = country
        for part in entity.subdivisions:
            found[f"{code}-{part}"] = f"{country}: {called.get(part, part)}"
    return {
        place: found[place] for place in sorted(found, key=lambda p: (found[p], p)) if len(place) <= _MOST
    }


def _spelled(key: str) -> str:
    """ "isle_of_man" -> "Isle of Man"."""
    words = key.replace("_", " ").title()
    return re.sub(r"(?<= )\w+", lambda word: word[0].lower() if word[0] in _SMALL else word[0], words)


if __name__ == "__main__":
    _LIST.write_text(
        json.dumps(as_the_library_has_them(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
