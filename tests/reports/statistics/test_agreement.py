"""Two readers of the same conversations: against what was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.agreement import agree, agree_on_table
from tests.reports.statistics.properties import unhurried


def test_kappa_and_its_error_are_sas_s() -> None:
    """SAS PROC FREQ, as in statsmodels, test_inter_rater.py: 0.4842, ASE 0.1380, 0.2137 to 0.7547."""
    found = agree_on_table("abc", [[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert found.kappa == pytest.approx(0.4842, abs=6e-5)
    assert found.error == pytest.approx(0.1380, abs=6e-5)
    assert found.interval == pytest.approx((0.2137, 0.7547), abs=6e-5)


def test_kappa_of_two_diagnoses() -> None:
    """Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: 0.68, error 0.087."""
    found = agree_on_table(("psychotic", "neurotic", "organic"), [[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert found.agreed == pytest.approx(0.90, abs=0.011)
    assert found.kappa == pytest.approx(0.68, abs=0.006)
    assert found.error == pytest.approx(0.087, abs=0.001)


def test_kappa_by_hand() -> None:
    """20 and 15 of 50 agree, chance 0.5 x 0.6 + 0.5 x 0.4: (0.7 - 0.5)/(1 - 0.5) = 0.4."""
    found = agree_on_table(("yes", "no"), [[20, 5], [10, 15]])
    assert (found.agreed, found.by_chance) == pytest.approx((0.7, 0.5))
    assert found.kappa == pytest.approx(0.4)
    assert found.disagreements == 15


def test_readings_become_a_table() -> None:
    found = agree([("docs", "docs"), ("docs", "bug"), ("bug", "bug"), ("ui", "bug")])
    assert found.labels == ("bug", "docs", "ui")
    assert found.table == ((1, 0, 0), (1, 1, 0), (1, 0, 0))
    assert found.disagreements == 2


def test_one_culprit_only_says_nothing_of_agreement() -> None:
    found = agree([("docs", "docs")] * 5)
    assert (found.agreed, found.kappa, found.error, found.interval) == (1, None, None, None)


def test_without_a_second_reading_there_is_no_agreement() -> None:
    with pytest.raises(Invalid, match="read twice"):
        agree([])


@unhurried
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_is_statsmodels(table: list[list[int]]) -> None:
    if sum(map(sum, table)) == 0 or (agree_on_table("abc", table).kappa is None):
        return
    found, wanted = agree_on_table("abc", table), cohens_kappa(table)
    assert found.kappa == pytest.approx(wanted.kappa, abs=1e-9)
    assert found.error == pytest.approx(wanted.std_kappa, abs=1e-6)
    assert -1 <= found.kappa <= 1
