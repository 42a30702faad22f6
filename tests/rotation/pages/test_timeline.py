"""`/rotation`: the lanes, by HTTP."""

import re

from tests.rotation.pages.conftest import browser


def said(page: str) -> list[str]:
    """What the lanes say, a line for each block."""
    found = re.findall(r'<span class="said">(.*?)</span></(?:a|span)>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in found]


def lanes(teammate, address="/rotation") -> list[str]:
    answer = browser(teammate).get(address)
    assert answer.status_code == 200
    return said(answer.content.decode())


def test_the_coming_weeks_are_blocks_with_who_and_when(hero, cast):
    assert lanes(cast.mia) == [
        "Mon 2 Mar 09:00 to Mon 9 Mar 09:00 Lena Berg",
        "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 You",
        "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 Tom Lindqvist",
        "Mon 23 Mar 09:00 to Mon 30 Mar 09:00 Lena Berg",
    ]
