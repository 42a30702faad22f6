"""The report of a study: what it says, in words, bars and a table; and what stands behind each bar."""

import re

import pytest

from tests.reports.studies.conftest import browser
from tests.reports.studies.reported import read_study

pytestmark = pytest.mark.django_db

COUNTS = {
    "Backups": 44,
    "Question or guidance": 21,
    "Network": 12,
    "unsure": 8,
    "Billing page": 10,
    "Docs": 5,
}
NOTES = {
    "Backups": ["It stops at 02:00, after 4 GB", "The upload <b>resets</b>"],
    "Docs": ["The page on TLS"],
}


def page_of(study, teammate, rest=""):
    """The page's own words, without tags."""
    answer = browser(teammate).get(f"/studies/{study.pk}/report{rest}")
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def study(cast, clock):
    return read_study(cast, COUNTS, notes=NOTES)


def test_the_report_says_its_finding_and_each_bar_with_its_interval_and_count(study, cast):
    page = page_of(study, cast.tom)

    assert "44 %" in page
