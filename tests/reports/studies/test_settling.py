"""Where two readers disagree, one verdict counts."""

import pytest

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.reports.estimate import Stratum, estimate, estimate_strata
from frontline.reports.studies.allowing import NotForYou
from frontline.reports.studies.culprits.merging import merge, separate
from frontline.reports.studies.culprits.naming import NameTaken, found_or_added, rename
from frontline.reports.studies.finishing import NotReadYet, finish
from frontline.reports.studies.leasing import take
from frontline.reports.studies.outcome import counts_of, labels_of
from frontline.reports.studies.settling import NothingToSettle, settle
from frontline.reports.studies.verdicts import Said
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(cast, clock):
    conversations(cast, 60)
    return drawn_study(cast, size=4, double_share=1)


def both(study, place, one, two, cast):
    row = study.drawn.get(place=place)
    blame(study, row, one, cast.mia)
    blame(study, row, two, cast.tom)
    row.refresh_from_db()
    return row


def named(study):
    return counts_of(study).named()


def test_until_it_is_settled_the_first_reading_counts(study, cast):
    both(study, 1, "Backups", "Restore", cast)
    assert named(study) == {"Backups": 1}
    assert counts_of(study).unsettled == 1


def test_what_was_settled_counts_and_says_by_whom(study, cast, clock):
    row = both(study, 1, "Backups", "Restore", cast)
    restore = found_or_added(cast.product, "Restore", by=cast.mia)
    settled = settle(row, Said(culprit=restore), note="The backup was fine", by=cast.tom)

    assert named(study) == {"Restore": 1}
    assert counts_of(study).unsettled == 0
    assert settled.by == cast.tom
    event = Event.objects.get(kind="study.settled")
    assert (event.data["first"], event.data["second"], event.data["verdict"]) == (
        "Backups",
        "Restore",
        "Restore",
    )


def test_it_can_be_settled_otherwise_later(study, cast):
    row = both(study, 1, "Backups", "Restore", cast)
    settle(row, Said(is_unsure=True), by=cast.lead)
    settle(row, Said(culprit=found_or_added(cast.product, "Backups", by=cast.mia)), by=cast.lead)
    assert named(study) == {"Backups": 1}
    assert Event.objects.filter(kind="study.settled").latest("pk").data["before"] == "Unsure"


def test_one_says_not_part_of_this_and_the_other_names_a_culprit(study, cast):
    row = both(study, 1, "Backups", "not: other_product", cast)
    assert row.state == "sample"
    assert named(study) == {"Backups": 1}

    settle(row, Said(why_not="other_product"), by=cast.lead)
    row.refresh_from_db()
    assert row.state == "excluded"
    assert counts_of(study).excluded == 1
    assert study.drawn.filter(state="sample").count() == 4

    settle(row, Said(is_unsure=True), by=cast.lead)
    row.refresh_from_db()
    assert row.state == "sample"
    assert named(study) == {"Unsure": 1}
    assert study.drawn.filter(state="sample").count() == 4


def test_only_its_readers_leads_and_product_managers_settle(study, cast, olaf, pia):
    row = both(study, 1, "Backups", "Restore", cast)
    with pytest.raises(NotForYou):
        settle(row, Said(is_unsure=True), by=olaf)
    settle(row, Said(is_unsure=True), by=pia)


def test_what_one_has_read_has_nothing_to_settle(study, cast):
    row = study.drawn.get(place=1)
    blame(study, row, "Backups", cast.mia)
    with pytest.raises(NothingToSettle):
        settle(row, Said(is_unsure=True), by=cast.lead)


def test_merged_culprits_agree_and_count_as_one_until_they_are_separated(study, cast):
    both(study, 1, "Backups", "pgbackups", cast)
    both(study, 2, "pgbackups", "pgbackups", cast)
    backups, old = (found_or_added(cast.product, n, by=cast.mia) for n in ("Backups", "pgbackups"))
    merge(old, backups, by=cast.lead)

    assert named(study) == {"Backups": 2}
    assert counts_of(study).unsettled == 0
    assert found_or_added(cast.product, "pgbackups", by=cast.mia) != old  # the name is free again
    with pytest.raises(NameTaken):
        separate(old, by=cast.lead)
    rename(found_or_added(cast.product, "pgbackups", by=cast.mia), "Something else", kind="ux", by=cast.lead)
    separate(old, by=cast.lead)
    assert named(study) == {"Backups": 1, "pgbackups": 1}
    assert counts_of(study).unsettled == 1
    kinds = Event.objects.filter(subject_kind="culprit", subject_id=old.pk).order_by("pk")
    assert [each.kind for each in kinds] == ["culprit.added", "culprit.merged", "culprit.separated"]


def test_chains_of_merges_lead_to_their_end(study, cast):
    both(study, 1, "a", "c", cast)
    a, b, c = (found_or_added(cast.product, n, by=cast.mia) for n in "abc")
    merge(a, b, by=cast.lead)
    merge(b, c, by=cast.lead)
    assert named(study) == {"c": 1}
    for one, into in ((c, a), (c, c), (a, c)):
        with pytest.raises(Invalid):
            merge(one, into, by=cast.lead)


def test_renaming_reaches_every_label_and_is_on_the_record(study, cast):
    both(study, 1, "Bakups", "bakups", cast)
    one = found_or_added(cast.product, "BAKUPS", by=cast.mia)
    rename(one, "Backups", kind="outage", by=cast.lead)
    assert named(study) == {"Backups": 1}
    assert Event.objects.get(kind="culprit.renamed").data == {
        "before": ["Bakups", "feature"],
        "after": ["Backups", "outage"],
    }
    found_or_added(cast.product, "Restore", by=cast.mia)
    with pytest.raises(NameTaken):
        rename(one, "restore", kind="outage", by=cast.lead)
    with pytest.raises(NotForYou):
        rename(one, "x", kind="ux", by=cast.tom)


def test_the_counts_are_what_the_estimate_takes(cast, clock):
    conversations(cast, 300)
    study = drawn_study(cast, size=60, stratify_by="tier", double_share=0)
    for n in range(60):
        blame(study, take(study, by=cast.mia).drawn, ("Backups", "unsure", "DNS")[n % 3], cast.mia)
    counts = counts_of(study)

    assert counts.named() == {"Backups": 20, "DNS": 20, "Unsure": 20}
    simple = estimate(counts.population, counts.named(), excluded=counts.excluded)
    whole = estimate_strata(
        [Stratum(each.key, each.population, counts.named(each), each.excluded) for each in counts.strata]
    )
    assert simple.part.population == whole.part.population == 300
    assert sum(bar.share for bar in whole.bars) == pytest.approx(1)


def test_a_label_of_the_drill_down_has_all_notes(study, cast):
    row = both(study, 1, "Backups", "Restore", cast)
    blame(study, row, "Backups", cast.mia, note="Mia's")
    settle(row, Said(is_unsure=True), note="Tom's", by=cast.tom)
    label = labels_of(study)[0]
    assert [(each.by, each.note) for each in label.notes] == [
        ("Tom Lindqvist", "Tom's"),
        ("Mia Rask", "Mia's"),
    ]


def test_nothing_read_is_nothing_to_finish(study, cast):
    with pytest.raises(NotReadYet):
        finish(study, by=cast.lead)
    with pytest.raises(NotForYou):
        finish(study, by=cast.tom)


def test_counting_takes_six_queries_whatever_the_sample(study, cast, django_assert_num_queries):
    both(study, 1, "Backups", "Restore", cast)
    with django_assert_num_queries(6):
        counts_of(study)
    for place in (2, 3, 4):
        both(study, place, f"Culprit {place}", "Restore", cast)
    with django_assert_num_queries(6):
        counts_of(study)
