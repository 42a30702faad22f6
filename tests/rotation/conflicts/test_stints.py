"""Whether a stretch of time is somebody's own: breaks that it has anyway count for nothing, others' turns do."""

import pytest

from frontline.rotation.conflicts.stints import is_all_of
from frontline.rotation.evaluate import evaluate
from frontline.rotation.reading import read
from tests.rotation.specs import WEEKDAYS, amendment, rotation, spec

OFFICE = [{"hours": [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]}]
SUN = [
    {"hours": [{"from": "08:00", "to": "20:00"}]},
    {"hours": [{"from": "20:00", "to": "08:00"}], "lineups": [{"members": ["dan", "eve"]}]},
]


def is_theirs(teammate, layers=None, until="2026-03-09T00:00:00Z", amendments=()):
    week = rotation(unit="week", **({"layers": layers} if layers else {}))
    value = read(spec(week, until=until, amendments=list(amendments)))
    return is_all_of("hero", evaluate(value)["hero"], value, teammate)


@pytest.mark.parametrize("layers", [None, OFFICE, SUN])
def test_a_week_of_ones_own_is(layers):
    assert is_theirs("ann", layers)


def test_a_week_of_nights_is_though_others_have_the_days():
    assert is_theirs("dan", SUN)
    assert not is_theirs("eve", SUN)


@pytest.mark.parametrize("layers", [None, OFFICE, SUN])
def test_into_the_turn_of_the_next_is_not(layers):
    assert not is_theirs("ann", layers, until="2026-03-11T00:00:00Z")


@pytest.mark.parametrize("layers", [None, OFFICE, SUN])
def test_what_another_has_taken_over_is_not(layers):
    taken = amendment("cover", "bob", "ann", since="2026-03-04T10:00:00Z", until="2026-03-04T12:00:00Z")
    assert not is_theirs("ann", layers, amendments=[taken])


def test_time_in_which_nobody_is_on_is_nobodys():
    gone = amendment("remove", "ann")
    assert not is_theirs("ann", amendments=[gone])
