"""The report to take along: CSV, pictures, and one page in PDF, whatever people have written."""

import csv
import io
import json

import pytest

from frontline.reports.charts.models import Rendered
from frontline.reports.studies.models import Culprit
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.reporting.documents import pdf as making_pdf
from frontline.reports.studies.reporting.documents.composing import compose
from frontline.reports.studies.reporting.documents.pdf import NotSet, pdf
from frontline.reports.studies.reporting.documents.typesetting import typeset
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.picture import picture_of
from tests.reports.studies.conftest import browser
from tests.reports.studies.reported import read_study

pytestmark = pytest.mark.django_db

NASTY = '#panic("x") *b* _i_ $x$ `c` <l> @r \\ //" \N{ARABIC LETTER ALEF}\N{CJK UNIFIED IDEOGRAPH-65E5}'
COUNTS = {"Backups": 24, "=1+1": 9, NASTY: 4, "unsure": 3}
NOTES = {"Backups": ["It stops at 02:00, after 4 GB of upload"], NASTY: [NASTY]}


@pytest.fixture
def study(cast, clock):
    return read_study(cast, COUNTS, population=300, notes=NOTES, question=f"Why? {NASTY}")


def rows_of(answer):
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_bars_as_csv_have_shares_and_both_kinds_of_interval(study, cast):
    rows = rows_of(browser(cast.tom).get(f"/studies/{study.pk}/report/chart.csv"))
    assert [row["culprit"] for row in rows] == ["Backups", "'=1+1", NASTY, "Unsure"]
    first, bar = rows[0], report_of(study).bars[0]
    assert (first["read"], first["share"]) == ("24", "0.6")
    assert float(first["all_at_once_low"]) == pytest.approx(bar.together.share[0], abs=1e-6)
    assert float(first["alone_high"]) == pytest.approx(bar.alone.share[1], abs=1e-6)
    assert int(first["conversations_alone_low"]) == bar.alone.count[0]
    assert first["with_help_alone_low"] == ""


def test_the_labels_as_csv_are_a_line_for_each_conversation_in_the_drawn_order(study, cast):
    rows = rows_of(browser(cast.tom).get(f"/studies/{study.pk}/report/labels.csv"))
    drawn = study.drawn.filter(state="sample").order_by("place")
    assert [int(row["conversation"]) for row in rows] == [each.number for each in drawn]
    assert rows[0]["label"] == rows[0]["first"] == "Backups"
    assert rows[0]["notes"] == "It stops at 02:00, after 4 GB of upload"
    assert rows[24]["label"] == "'=1+1"
    assert rows[-1]["label"] == "Unsure"


def test_the_bars_are_a_picture_with_their_names_and_shares_in_both_themes(study, cast):
    client = browser(cast.tom)
    light = client.get(f"/studies/{study.pk}/report/chart.svg")
    assert light["Content-Type"] == "image/svg+xml"
    assert "Backups" in light.content.decode()
    assert "60 % (" in light.content.decode()
    assert light.content != client.get(f"/studies/{study.pk}/report/chart.svg?theme=dark").content
    assert light.content != client.get(f"/studies/{study.pk}/report/chart.svg?bars=alone").content
    png = client.get(f"/studies/{study.pk}/report/chart.png?download")
    assert png.content[:4] == b"\x89PNG"
    assert png["Content-Disposition"] == f'attachment; filename="study-{study.pk}-2026-03-31.png"'
    assert Rendered.objects.count() == 4
    assert client.get(f"/studies/{study.pk}/report/chart.gif").status_code == 404


def test_the_page_is_a_pdf_that_a_browser_saves(study, cast):
    answer = browser(cast.tom).get(f"/studies/{study.pk}/report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="study-{study.pk}-2026-03-31.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_what_people_wrote_reaches_the_page_as_it_is(study):
    said = compose(report_of(study), labels_of(study))
    assert said["largest"][0]["note"] == "It stops at 02:00, after 4 GB of upload"
    assert said["largest"][2]["label"] == NASTY
    assert said["question"].endswith(NASTY)
    assert len(typeset(json.dumps(said), "png")) == 1


def test_strangers_get_neither_notes_nor_numbers_on_the_page(study):
    said = json.dumps(compose(report_of(study), []))
    assert "02:00" not in said
    assert "#445" not in said
    assert "Reader's note" not in said


def test_it_is_one_page_however_much_there_is_to_say(cast, clock):
    long = "Upgrades with all that is around them, and read replicas in other regions "
    counts = {f"{long}{n}": 4 for n in range(20)}
    notes = {name: [f"{'A sentence about it. ' * 40}{n}"] for n, name in enumerate(counts)}
    study = read_study(cast, counts, population=300, notes=notes, question=long * 2)
    said = compose(report_of(study), labels_of(study))
    assert len(said["bars"]) == 12
    assert said["rest"] == "And 8 more culprits with 32 of those read together."
    assert all(len(each["note"]) <= 240 for each in said["largest"])
    assert len(typeset(json.dumps(said), "png")) == 1


def test_it_needs_no_estimate_to_be_a_page(cast, clock):
    study = read_study(cast, {"Backups": 3, "Docs": 1}, population=300)
    said = compose(report_of(study), labels_of(study))
    assert said["finding"].startswith("4 read so far, too few")
    assert len(typeset(json.dumps(said), "png")) == 1


def test_a_page_that_cannot_be_made_is_a_sentence(study, monkeypatch):
    monkeypatch.setattr(making_pdf, "compose", lambda report, labels: {"nothing": True})
    with pytest.raises(NotSet, match="Print the report from the browser"):
        pdf(report_of(study), [])


def test_the_picture_is_the_same_while_the_report_is(study):
    assert picture_of(report_of(study)).digest() == picture_of(report_of(study)).digest()
    Culprit.objects.filter(name="Backups").update(name="Back-ups")
    assert "Back-ups" in picture_of(report_of(study)).description
