"""Reading: lent to one reader, labelled once, and nothing that somebody wrote is lost."""

from datetime import timedelta

import pytest

from frontline.events.models import Event
from frontline.inbox.models import Conversation
from frontline.kernel.refusal import Invalid
from frontline.people.models import Product
from frontline.reports.studies import leasing
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.finishing import finish, reopen
from frontline.reports.studies.labelling import IsFinished, label
from frontline.reports.studies.leasing import NotBeingRead, give_back, keep, take
from frontline.reports.studies.models import Drawn, Reading
from frontline.reports.studies.outcome import counts_of
from frontline.reports.studies.verdicts import Said
from tests.reports.studies.conftest import blame, conversations, drawn_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(cast, clock):
    conversations(cast, 60)
    return drawn_study(cast, size=5, double_share=0)


@pytest.fixture
def doubled(cast, clock):
    conversations(cast, 60)
    return drawn_study(cast, size=2, double_share=1)


def test_conversations_come_in_the_drawn_order_and_stay_until_they_are_labelled(study, cast):
    first = take(study, by=cast.mia)
    assert first.drawn.place == 1
    assert take(study, by=cast.mia).pk == first.pk

    blame(study, first.drawn, "Backups", cast.mia)
    assert take(study, by=cast.mia).drawn.place == 2


def test_two_readers_get_different_conversations(study, cast):
    assert take(study, by=cast.mia).drawn != take(study, by=cast.tom).drawn


def test_what_was_left_comes_back_after_ten_minutes_and_an_open_page_keeps_it(study, cast, clock):
    left = take(study, by=cast.mia).drawn
    clock.shift(leasing.LEASE - timedelta(seconds=1))
    assert take(study, by=cast.tom).drawn != left
    assert keep(left, by=cast.mia)
    clock.shift(timedelta(minutes=5))
    assert take(study, by=cast.lead).drawn.place == 3

    clock.shift(leasing.LEASE)
    assert take(study, by=cast.tom).drawn == left
    assert not keep(left, by=cast.mia)


def test_what_was_skipped_goes_to_others_and_comes_back_last(study, cast):
    skipped = take(study, by=cast.mia).drawn
    give_back(skipped, by=cast.mia)
    assert take(study, by=cast.mia).drawn.place == 2
    assert take(study, by=cast.tom).drawn == skipped
    give_back(skipped, by=cast.tom)
    while (mine := take(study, by=cast.mia)) and mine.drawn != skipped:
        blame(study, mine.drawn, "Backups", cast.mia)
    assert mine.drawn == skipped


def test_the_second_reading_goes_to_another_reader(doubled, cast):
    for _ in range(2):
        blame(doubled, take(doubled, by=cast.mia).drawn, "Backups", cast.mia)
    assert take(doubled, by=cast.mia) is None

    second = take(doubled, by=cast.tom)
    assert (second.drawn.place, second.round) == (1, 2)
    assert second.culprit is None


def test_a_label_is_recorded_with_who_when_and_how_long(study, cast, clock):
    mine = take(study, by=cast.mia)
    clock.shift(timedelta(seconds=90))
    done = blame(study, mine.drawn, "Backups", cast.mia, note="Since the upgrade").reading

    assert (done.reader, done.note, done.spent_for) == (cast.mia, "Since the upgrade", timedelta(seconds=90))
    event = Event.objects.get(kind="study.labelled")
    assert event.data == {"number": mine.drawn.number, "round": 1, "verdict": "Backups"}


def test_a_label_can_be_changed_and_both_are_on_the_record(study, cast):
    mine = take(study, by=cast.mia).drawn
    blame(study, mine, "Backups", cast.mia)
    changed = blame(study, mine, "unsure", cast.mia)

    assert changed.word == f"#{mine.number}: Backups before, Unsure now."
    assert Reading.objects.filter(drawn=mine).count() == 1
    assert Event.objects.filter(kind="study.labelled").latest("pk").data["before"] == "Backups"


def test_a_verdict_is_exactly_one_of_three(study, cast):
    mine = take(study, by=cast.mia).drawn
    redis = Product.objects.create(name="Redis")
    backups = found_or_added(cast.product, "Backups", by=cast.mia)
    for said in (
        Said(),
        Said(culprit=backups, is_unsure=True),
        Said(why_not="no reason"),
        Said(culprit=found_or_added(redis, "Eviction", by=cast.mia)),
    ):
        with pytest.raises(Invalid):
            label(mine, said, by=cast.mia)
    assert not Reading.objects.exclude(done_at=None).exists()


# What is not part of the study


def test_what_is_not_part_of_it_is_replaced_by_the_next_in_the_drawn_order(study, cast):
    out = take(study, by=cast.mia).drawn
    following = study.drawn.filter(state="reserve").order_by("key").first()
    done = blame(study, out, "not: spam", cast.mia)

    out.refresh_from_db()
    following.refresh_from_db()
    assert (out.state, out.why_not) == ("excluded", "spam")
    assert (following.state, following.replaces, done.instead) == ("sample", out, following.number)
    assert following.readings.count() == 1
    counts = counts_of(study)
    assert (counts.excluded, counts.unread, counts.read) == (1, 5, 0)
    event = Event.objects.get(kind="study.conversation_excluded")
    assert event.data == {"number": out.number, "replaced_by": following.number}
    assert event.why == "Spam or marketing"


def test_the_one_that_comes_instead_is_of_the_same_stratum_and_read_as_often(cast, clock):
    conversations(cast, 300)
    study = drawn_study(cast, size=12, stratify_by="tier", double_share=1)
    out = take(study, by=cast.mia).drawn
    instead = Drawn.objects.get(number=blame(study, out, "not: internal", cast.mia).instead)
    assert instead.stratum == out.stratum
    assert instead.readings.count() == 2


def test_the_reserve_goes_on_in_the_drawn_order_when_it_is_used_up(cast, clock):
    conversations(cast, 100)
    study = drawn_study(cast, size=1, double_share=0)
    assert study.drawn.count() == 22
    for _ in range(30):
        blame(study, take(study, by=cast.mia).drawn, "not: spam", cast.mia)

    whole = drawn_study(cast, size=100)
    order = list(whole.drawn.order_by("key").values_list("number", flat=True))
    outs = study.drawn.filter(state="excluded").order_by("key").values_list("number", flat=True)
    assert list(outs) == order[:30]
    assert Event.objects.filter(kind="study.drawn_further").exists()


def test_when_all_are_out_reading_ends(cast, clock):
    conversations(cast, 3)
    study = drawn_study(cast, size=2, double_share=0)
    while mine := take(study, by=cast.mia):
        blame(study, mine.drawn, "not: spam", cast.mia)
    assert counts_of(study).excluded == 3


def test_taking_it_back_brings_it_in_again_and_its_replacement_out(study, cast):
    out = take(study, by=cast.mia).drawn
    instead = blame(study, out, "not: other", cast.mia).instead
    blame(study, out, "Backups", cast.mia)

    out.refresh_from_db()
    assert out.state == "sample"
    assert study.drawn.get(number=instead).state == "reserve"
    assert counts_of(study).by_culprit() == {found_or_added(cast.product, "Backups", by=cast.mia).pk: 1}


def test_a_replacement_that_somebody_reads_already_stays(cast, clock):
    conversations(cast, 60)
    study = drawn_study(cast, size=1, double_share=0)
    out = take(study, by=cast.mia).drawn
    instead = blame(study, out, "not: other", cast.mia).instead
    assert take(study, by=cast.tom).drawn.number == instead
    blame(study, out, "Backups", cast.mia)
    assert study.drawn.filter(state="sample").count() == 2


def test_what_the_inbox_knows_to_be_spam_by_now_is_shown_to_nobody(study, cast):
    first = study.drawn.get(place=1)
    Conversation.objects.filter(pk=first.conversation_id).update(is_spam=True)

    assert take(study, by=cast.mia).drawn.place == 2
    first.refresh_from_db()
    assert (first.state, first.why_not) == ("excluded", "spam")
    assert Event.objects.get(kind="study.conversation_excluded").actor_label == "the inbox"


def test_a_deleted_conversation_is_out_and_its_number_stays(study, cast):
    first = study.drawn.get(place=1)
    Conversation.objects.filter(pk=first.number).delete()
    assert take(study, by=cast.mia).drawn.place == 2
    first.refresh_from_db()
    assert (first.state, first.conversation) == ("excluded", None)


# A lease that was lost while writing


def test_who_comes_back_first_writes_in_its_place_and_the_other_becomes_the_second_reader(study, cast, clock):
    left = take(study, by=cast.mia).drawn
    clock.shift(leasing.LEASE)
    assert take(study, by=cast.tom).drawn == left

    late = blame(study, left, "Backups", cast.mia)
    assert "you were the first" in late.word
    other = blame(study, left, "Restore", cast.tom)
    assert "second reading" in other.word
    rounds = dict(Reading.objects.filter(drawn=left).values_list("round", "culprit__name"))
    assert rounds == {1: "Backups", 2: "Restore"}
    assert counts_of(study).unsettled == 1


def test_a_third_label_is_kept_beside_the_count(doubled, cast, olaf, clock):
    left = take(doubled, by=cast.mia).drawn
    clock.shift(leasing.LEASE)
    for reader in (cast.tom, olaf):
        assert take(doubled, by=reader).drawn == left
        blame(doubled, left, "Backups", reader)

    late = blame(doubled, left, "Restore", cast.mia, note="All of it")
    assert "is kept, but does not count" in late.word
    assert (late.reading.round, late.reading.note) == (0, "All of it")
    assert counts_of(doubled).unsettled == 0
    assert blame(doubled, left, "unsure", cast.mia).reading.pk == late.reading.pk


def test_a_label_of_what_was_put_out_meanwhile_is_kept_beside(doubled, cast):
    one = take(doubled, by=cast.mia).drawn
    assert take(doubled, by=cast.tom).drawn == one
    blame(doubled, one, "not: spam", cast.mia)
    late = blame(doubled, one, "Backups", cast.tom)
    assert "not part of this meanwhile" in late.word
    assert counts_of(doubled).read == 0


def test_two_tabs_of_one_reader_show_the_same_and_their_second_label_changes_the_first(doubled, cast):
    one, two = take(doubled, by=cast.mia), take(doubled, by=cast.mia)
    assert one.pk == two.pk
    blame(doubled, one.drawn, "Backups", cast.mia)
    blame(doubled, two.drawn, "Restore", cast.mia)
    assert Reading.objects.filter(done_at__isnull=False).count() == 1


# Finishing


def test_a_finished_study_is_not_read_any_more_and_late_labels_stand_beside(study, cast):
    mine = take(study, by=cast.mia).drawn
    blame(study, mine, "Backups", cast.mia)
    late = take(study, by=cast.mia).drawn
    finish(study, by=cast.lead)

    with pytest.raises(NotBeingRead):
        take(study, by=cast.mia)
    with pytest.raises(IsFinished):
        blame(study, mine, "Restore", cast.mia)
    assert "finished meanwhile" in blame(study, late, "Restore", cast.mia).word
    assert counts_of(study).read == 1
    assert Event.objects.get(kind="study.finished").data == {"read": 1, "unread": 4, "unsettled": 0}


def test_a_reopened_study_is_read_on(study, cast):
    blame(study, take(study, by=cast.mia).drawn, "Backups", cast.mia)
    finish(study, by=cast.lead)
    reopen(study, by=cast.lead)
    assert take(study, by=cast.mia).drawn.place == 2
