"""The report of a study: what it says, in words, bars and a table; and what stands behind each bar."""

import re

import pytest

from frontline.inbox.models import Conversation
from frontline.reports.estimate import estimate
from frontline.reports.studies.models import Drawn
from frontline.reports.studies.reporting.making import report_of
from tests.reports.studies.conftest import blame, browser, conversations, drawn_study
from tests.reports.studies.reported import read_study

pytestmark = pytest.mark.django_db

COUNTS = {"Backups": 24, "Questions": 9, "unsure": 4, "Docs": 3}
NOTES = {
    "Backups": ["It stops at 02:00, after 4 GB", "The upload <b>resets</b>"],
    "Docs": ["The page on TLS"],
}


def text_of(answer):
    """The page's own words, without tags."""
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#39;", "'").split())


def page_of(study, teammate, rest=""):
    return text_of(browser(teammate).get(f"/studies/{study.pk}/report{rest}"))


@pytest.fixture
def study(cast, clock):
    return read_study(cast, COUNTS, population=300, notes=NOTES)


def test_the_report_says_its_finding_and_each_bar_with_its_interval_and_count(study, cast):
    page = page_of(study, cast.tom)
    assert "60 % (41 to 77 %) of the conversations of March 2026 are down to Backups" in page
    assert "Postgres, March 2026. 40 read of 300; unsure of 4." in page
    assert "All bars at once (95 %)" in page
    bar = report_of(study).bar(f"culprit-{_culprit(study, 'Backups')}")
    low, high = bar.together.count
    assert f"Backups 60 % 41 to 77 % {low} to {high} conversations 24" in page


def test_bars_stand_the_longest_first_and_the_unsure_by_themselves_at_the_end(study):
    assert [bar.label for bar in report_of(study).bars] == ["Backups", "Questions", "Docs", "Unsure"]
    assert report_of(study).bars[-1].is_unsure


def test_intervals_of_all_bars_at_once_are_the_default_and_each_alone_is_a_switch_away(study, cast):
    alone = page_of(study, cast.tom, "?bars=alone")
    assert "Each bar alone (95 %). A line holds the true share of its own culprit" in alone
    bar = report_of(study).bars[0]
    (low, high), (wide_low, wide_high) = bar.alone.share, bar.together.share
    assert wide_low < low < bar.share < high < wide_high
    assert bar.together.count[0] <= bar.alone.count[0] < bar.alone.count[1] <= bar.together.count[1]
    assert f"60 % {100 * low:.0f} to {100 * high:.0f} %" in alone


def test_what_the_report_says_is_what_the_estimate_says(study):
    report = report_of(study)
    expected = {bar.culprit: bar for bar in estimate(300, report.counts.named()).bars}
    for bar in report.bars:
        assert bar.together.share == expected[bar.label].together
        assert bar.alone.share == expected[bar.label].alone
        assert bar.alone.count == expected[bar.label].count


def test_too_few_read_is_said_instead_of_intervals(cast, clock):
    conversations(cast, 300)
    study = drawn_study(cast, size=20, double_share=0)
    for row in study.drawn.filter(state="sample").order_by("place")[:6]:
        blame(study, row, "Backups", cast.mia)
    page = page_of(study, cast.tom)
    assert "6 read so far, too few to say anything of the others." in page
    assert "still being read" in page
    assert "not by chance" not in page
    assert "Backups 6 of 6 not known yet" in page
    assert not report_of(study).has_intervals


def test_nothing_read_is_said_with_what_to_do(cast, clock):
    conversations(cast, 30)
    study = drawn_study(cast, size=20, double_share=0)
    page = page_of(study, cast.tom)
    assert "Nothing of this study was read yet." in page
    assert "To the study" in page


def test_a_stratum_of_which_nothing_was_read_leaves_the_tally_and_says_so(cast, clock):
    conversations(cast, 60)
    study = drawn_study(cast, size=12, double_share=0, stratify_by="tier")
    for row in study.drawn.filter(state="sample", stratum__key="priority"):
        blame(study, row, "Backups", cast.mia)
    report = report_of(study)
    assert "Nothing was read of" in report.why_not
    assert [(bar.label, bar.read, bar.together) for bar in report.bars] == [("Backups", 4, None)]
    assert "Nothing was read of" in page_of(study, cast.tom)


def test_strata_are_weighted_and_the_small_print_says_how(cast, clock):
    conversations(cast, 90)
    study = drawn_study(cast, size=60, double_share=0, stratify_by="tier")
    for row in study.drawn.filter(state="sample").select_related("stratum"):
        blame(study, row, "Backups" if row.stratum.key == "priority" else "Docs", cast.mia)
    report = report_of(study)
    assert [(bar.label, round(bar.share, 2)) for bar in report.bars] == [("Docs", 0.67), ("Backups", 0.33)]
    low, high = report.bars[0].together.count
    assert low <= 60 <= high
    assert "By tier sample of 60 from 90 conversations" in page_of(study, cast.tom)


def test_what_is_not_part_of_it_is_said_and_kept_out_of_the_shares(cast, clock):
    study = read_study(cast, {"Backups": 30, "Docs": 10}, population=300)
    row = study.drawn.filter(state="sample").order_by("place").last()
    blame(study, row, "not: spam", cast.mia)
    replacement = study.drawn.filter(state="sample", replaces=row).get()
    blame(study, replacement, "Docs", cast.mia)
    page = page_of(study, cast.tom)
    assert "40 read of 300; 1 more drawn was not part of this" in page
    assert "are part of this; shares are of those." in page
    assert "75 %" in page


def test_two_readers_and_how_well_they_agree_are_one_line(cast, clock):
    conversations(cast, 60)
    study = drawn_study(cast, size=4, double_share=1)
    rows = list(study.drawn.filter(state="sample").order_by("place"))
    for row, second in zip(rows, ("Backups", "Backups", "Docs", "Backups"), strict=True):
        blame(study, row, "Docs" if row is rows[2] else "Backups", cast.mia)
        blame(study, row, second if row is not rows[3] else "Docs", cast.tom)
    assert "4 read by two, whose agreement is moderate (Cohen's kappa 0.50); 1 not settled yet." in page_of(
        study, cast.tom
    )


def test_a_bar_leads_to_its_conversations_and_notes(study, cast):
    key = f"culprit-{_culprit(study, 'Backups')}"
    page = browser(cast.tom).get(f"/studies/{study.pk}/report").content.decode()
    assert f'href="/studies/{study.pk}/report/bars/{key}" data-key="1"' in page

    answer = browser(cast.tom).get(f"/studies/{study.pk}/report/bars/{key}")
    behind = text_of(answer)
    assert "It stops at 02:00, after 4 GB" in behind
    assert "The upload &lt;b&gt;resets&lt;/b&gt;" in behind
    assert "Without a note 22" in behind
    numbers = re.findall(r'href="/conversations/(\d+)"|href="/inbox/(\d+)"', answer.content.decode())
    assert len({next(filter(None, pair)) for pair in numbers}) == 24


def test_a_note_is_copied_as_a_quotation_with_its_conversation(study, cast):
    behind = browser(cast.tom).get(f"/studies/{study.pk}/report/bars/culprit-{_culprit(study, 'Docs')}")
    row = study.drawn.filter(readings__note="The page on TLS").get()
    assert f'data-copies="“The page on TLS” (#{row.number})"' in behind.content.decode()


def test_notes_subjects_and_numbers_behind_a_bar_are_searched(study, cast):
    key = f"/bars/culprit-{_culprit(study, 'Backups')}"
    assert "1 of 24 have it." in page_of(study, cast.tom, f"{key}?q=stops+4+GB")
    row = study.drawn.filter(readings__note__startswith="The upload").get()
    Conversation.objects.filter(pk=row.conversation_id).update(subject="Ümlaut")
    assert "The upload" in page_of(study, cast.tom, f"{key}?q=ÜMLAUT")
    assert "The upload" in page_of(study, cast.tom, f"{key}?q=%23{row.number}")
    nothing = page_of(study, cast.tom, f"{key}?q=zebra")
    assert "No note or subject has “zebra”" in nothing
    assert "All 24" in nothing


def test_a_bar_that_is_not_there_is_not_found(study, cast):
    for key in ("culprit-999999", "nothing", "not-part"):
        assert browser(cast.tom).get(f"/studies/{study.pk}/report/bars/{key}").status_code == 404


def test_a_conversation_that_was_deleted_keeps_its_place_in_the_report(study, cast):
    Drawn.objects.filter(readings__note="The page on TLS").update(conversation=None)
    page = page_of(study, cast.tom, f"/bars/culprit-{_culprit(study, 'Docs')}")
    assert "deleted since" in page
    assert "The page on TLS" in page


def test_the_studys_page_leads_to_its_report(study, cast):
    assert (
        f'href="/studies/{study.pk}/report"' in browser(cast.tom).get(f"/studies/{study.pk}").content.decode()
    )


def test_the_report_asks_as_many_queries_for_many_as_for_few(study, cast, django_assert_max_num_queries):
    client = browser(cast.tom)
    client.get(f"/studies/{study.pk}/report")
    with django_assert_max_num_queries(45):
        client.get(f"/studies/{study.pk}/report")


def _culprit(study, name):
    return study.products.get().culprits.get(name=name).pk
