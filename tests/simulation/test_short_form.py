"""A short form of `make coverage`: the same code, fewer studies, with the room that chance needs.

Seeds are fixed, so it finds the same each time. docs/studies.md has the long form.
"""

import pytest

from simulation import changing, covering
from simulation.populations import KINDS, Kind

STUDIES = 60


def _by_chance(share: float, number: int) -> float:
    """Three standard errors below what should be reached."""
    return share - 3 * (share * (1 - share) / number) ** 0.5


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_plain_intervals_hold_as_often_as_they_say(kind: Kind):
    found = covering.plain(kind, STUDIES, 1)
    assert found.bars is not None
    assert found.bars.min() / STUDIES >= _by_chance(0.94, STUDIES)
    assert found.bars.mean() / STUDIES >= 0.95
    assert found.together / STUDIES >= _by_chance(0.95, STUDIES)


@pytest.mark.parametrize("model", ["about 80 %", "useless"])
def test_with_the_models_help_they_hold_as_often_and_are_never_wider(model: str):
    found = covering.helped(KINDS[0], model, STUDIES, 1)
    assert found.shown is not None
    assert found.shown.min() / STUDIES >= _by_chance(0.94, STUDIES)
    assert found.shown_together / STUDIES >= _by_chance(0.95, STUDIES)
    assert found.lost == 0
    saved = sum(found.saved) / len(found.saved)
    assert saved > 0.25 if model == "about 80 %" else saved >= 0


def test_pairs_without_a_change_are_hardly_ever_said_to_differ():
    found = changing.without(KINDS[0], STUDIES, 1)
    assert found.false / found.pairs <= 0.05 + 3 * (0.05 * 0.95 / STUDIES) ** 0.5


def test_a_halving_is_found_about_as_often_as_was_stated():
    found = changing.halved(KINDS[0], STUDIES, 1)
    assert found.stated >= changing.STATED
    assert found.found / found.pairs >= _by_chance(found.stated, STUDIES)
