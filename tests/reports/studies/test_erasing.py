"""Erasing a customer takes what readers noted of them; the figures stay."""

import pytest

from frontline.people.erasing import WHYS, erase, go_on
from frontline.people.models import Erasure
from frontline.reports.studies.models import Reading, Settlement
from frontline.reports.studies.outcome import counts_of
from frontline.reports.studies.settling import settle
from frontline.reports.studies.verdicts import Said
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = pytest.mark.django_db


def test_notes_on_their_conversations_go_and_names_elsewhere_and_labels_stay(cast, clock, letters):
    conversations(cast, 1)
    conversations(cast, 1, customer=cast.eve)
    study = drawn_study(cast, size=2, double_share=1)
    for row in study.drawn.all():
        blame(study, row, "Backups", cast.mia, note="Like Ada Okafor's last week")
        blame(study, row, "DNS", cast.tom, note="")
        settle(row, Said(is_unsure=True), note="ada@northwind.example says so", by=cast.lead)
    before = counts_of(study)

    erase(cast.ada, why=WHYS[0], by=cast.lead)
    go_on(Erasure.objects.get().pk)

    kept = [
        *Reading.objects.values_list("note", flat=True),
        *Settlement.objects.values_list("note", flat=True),
    ]
    assert sorted(kept) == sorted(
        ["", "", "[erased]", "[erased]", "Like [erased]'s last week", "[erased] says so"]
    )
    assert counts_of(study) == before
