"""The pages: planning, reading, agreement and culprits, as somebody without a script uses them."""

import re

import pytest

from frontline.events.models import Event
from frontline.inbox.noting import note
from frontline.people.models import Product
from frontline.reports.studies import leasing
from frontline.reports.studies.culprits.naming import find, found_or_added
from frontline.reports.studies.finishing import finish
from frontline.reports.studies.leasing import take
from frontline.reports.studies.models import Culprit, CulpritAction, Reading, Settlement, Study
from tests.builders.letters import received
from tests.reports.studies.conftest import blame, browser, conversations, drawn_study

pytestmark = pytest.mark.django_db

MARCH = {"from_on": "2026-03-01", "until_on": "2026-03-31", "timezone": "UTC", "twice": "20", "size": "10"}


@pytest.fixture(autouse=True)
def _quiet(letters):
    """No real mail."""


@pytest.fixture
def study(cast, clock):
    conversations(cast, 60)
    return drawn_study(cast, size=3, double_share=1)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


# Planning


def test_the_first_page_suggests_last_month_and_counts_it(cast, clock):
    conversations(cast, 60)
    page = text(browser(cast.lead).get("/studies/new"))
    assert "<b>60</b> conversations" in page
    assert 'name="from_on" value="2026-03-01"' in page
    assert "All 60: every bar exact" in page


def test_the_calculator_speaks_of_what_was_asked(cast, clock):
    conversations(cast, 60)
    asked = {**MARCH, "products": cast.product.pk, "size": 30}
    page = text(browser(cast.lead).get("/studies/new", asked))
    assert "30 of 60: every bar within 15 points, all bars at once (95 %)." in page
    assert "It takes 42 for 10 points and 54 for 5; 128 and 510 if conversations had no end." in page

    part = text(
        browser(cast.lead).get("/studies/new", {**asked, "tiers": "priority"}, headers={"HX-Request": "true"})
    )
    assert "<b>20</b> conversations" in part
    assert "<html" not in part


def test_strata_are_shown_with_their_shares_and_too_few_is_said(cast, clock):
    conversations(cast, 60)
    asked = {**MARCH, "products": cast.product.pk, "stratify_by": "tier", "size": 30}
    assert "<td>Subscriber</td><td>20" in text(browser(cast.lead).get("/studies/new", asked))
    assert "read at least 6" in text(browser(cast.lead).get("/studies/new", {**asked, "size": 3}))


def test_drawing_leads_to_the_study(cast, clock):
    conversations(cast, 60)
    lena = browser(cast.lead)
    answer = lena.post(
        "/studies/drawn", {**MARCH, "question": "Why?", "products": cast.product.pk}, follow=True
    )
    study = Study.objects.get()
    assert answer.redirect_chain == [(f"/studies/{study.pk}", 302)]
    assert (study.size, study.population, study.double_share) == (10, 60, 0.2)
    assert f"seed {study.seed}, digest {study.population_digest}" in text(answer)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"question": " "}, "Say what the study asks."),
        ({"until_on": "2026-02-01"}, "The last day is before the first."),
        ({"from_on": "2025-01-01", "until_on": "2025-01-31"}, "there is nothing to draw"),
        ({"size": "3", "stratify_by": "tier"}, "read at least 6"),
        ({"products": []}, "This field is required."),
        ({"timezone": "Mars/Base"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_drawn_says_why_and_leaves_nothing_behind(cast, clock, wrong, words):
    conversations(cast, 60)
    said = {**MARCH, "question": "Why?", "products": cast.product.pk, **wrong}
    answer = browser(cast.lead).post("/studies/drawn", said)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Study.objects.exists()


def test_what_would_show_beside_the_last_study_is_told_before_reading(cast, clock):
    conversations(cast, 60)
    before = drawn_study(cast, size=30, double_share=0)
    for n in range(30):
        blame(before, take(before, by=cast.mia).drawn, "Backups" if n % 3 else "DNS", cast.mia)
    asked = {**MARCH, "products": cast.product.pk, "size": 30, "previous": before.pk}
    lena = browser(cast.lead)
    assert "What would show beside the last study?" in text(lena.get("/studies/new", asked))
    page = text(lena.get("/studies/new", {**asked, "power": "1"}))
    assert re.search(r"Backups</td><td>67 %.*?</td><td>by \d\d % or more", page)


def test_planning_and_finishing_are_for_leads_and_product_managers(cast, clock, pia, study):
    assert browser(pia).get("/studies/new").status_code == 200
    blame(study, study.drawn.get(place=1), "Backups", cast.mia)
    tom = browser(cast.tom)
    assert tom.get("/studies/new").status_code == 403
    assert tom.post("/studies/drawn", MARCH).status_code == 403
    assert tom.post(f"/studies/{study.pk}/completion").status_code == 403
    assert "New study" not in text(tom.get("/studies"))
    assert browser(pia).post(f"/studies/{study.pk}/completion").status_code == 302
    study.refresh_from_db()
    assert study.is_finished


def test_the_list_says_how_far_each_is(cast, study):
    blame(study, study.drawn.get(place=1), "Backups", cast.mia)
    drawn_study(cast, size=4, double_share=0)
    page = text(browser(cast.mia).get("/studies"))
    assert "1 of 6" in page
    assert "0 of 4" in page


def test_without_a_study_the_list_says_what_one_is(cast):
    assert "No study yet" in text(browser(cast.mia).get("/studies"))


# Reading


def test_reading_goes_from_one_to_the_next(cast, study):
    mia = browser(cast.mia)
    first = mia.post(f"/studies/{study.pk}/reading", follow=True)
    number = study.drawn.get(place=1).number
    assert first.redirect_chain == [(f"/studies/{study.pk}/reading/{number}", 302)]

    following = mia.post(
        f"/studies/{study.pk}/reading/{number}",
        {"culprit": "Backups", "kind": "feature", "note": "Since the upgrade", "verdict": "culprit"},
    )
    assert following.url == f"/studies/{study.pk}/reading/{study.drawn.get(place=2).number}"
    assert Reading.objects.get(reader=cast.mia, done_at__isnull=False).note == "Since the upgrade"
    assert "1 of 6 done, 1 by you" in text(mia.get(following.url))


@pytest.mark.parametrize(
    ("said", "unsure", "why_not"),
    [
        ({"verdict": "unsure"}, True, ""),
        ({"culprit": "unsure", "verdict": "culprit"}, True, ""),
        ({"verdict": "not", "why_not": "other_product"}, False, "other_product"),
        ({"culprit": "Not part of this: spam or marketing", "verdict": "culprit"}, False, "spam"),
    ],
)
def test_unsure_and_not_part_of_this_by_button_or_by_typing(cast, study, said, unsure, why_not):
    drawn = take(study, by=cast.mia).drawn
    browser(cast.mia).post(f"/studies/{study.pk}/reading/{drawn.number}", said)
    done = Reading.objects.get(reader=cast.mia, done_at__isnull=False)
    assert (done.is_unsure, done.why_not) == (unsure, why_not)
    assert not Culprit.objects.exists()


def test_a_new_culprit_has_the_kind_that_was_chosen_and_the_old_one_keeps_its(cast, study):
    drawn = take(study, by=cast.mia).drawn
    mia = browser(cast.mia)
    mia.post(f"/studies/{study.pk}/reading/{drawn.number}", {"culprit": "DNS", "kind": "guidance"})
    mia.post(f"/studies/{study.pk}/reading/{drawn.number}", {"culprit": "dns", "kind": "ux"})
    assert Culprit.objects.get().kind == "guidance"


def test_nothing_said_is_asked_again_with_the_note_kept(cast, study):
    drawn = take(study, by=cast.mia).drawn
    answer = browser(cast.mia).post(f"/studies/{study.pk}/reading/{drawn.number}", {"note": "Half a thought"})
    assert answer.status_code == 422
    assert "Name the culprit" in text(answer)
    assert "Half a thought" in text(answer)


def test_the_page_shows_the_conversation_and_no_more_of_the_customer(cast, clock):
    message = received(subject="Backups fail", text="They fail since last night.")
    note(message.conversation, "Same as last week", by=cast.tom)
    message.conversation.product = cast.product
    message.conversation.save()
    study = drawn_study(cast, size=1, from_on=clock_day(), until_on=clock_day(), double_share=0)
    other = received(subject="Another matter of hers").conversation
    page = text(browser(cast.mia).post(f"/studies/{study.pk}/reading", follow=True))

    assert "They fail since last night." in page
    assert "Same as last week" in page
    assert "Northwind" not in page
    assert other.subject not in page
    assert 'id="composer"' not in page


def clock_day():
    from frontline.kernel import clock

    return clock.now().date()


def test_the_second_reader_does_not_see_what_the_first_one_said(cast, study):
    blame(study, take(study, by=cast.mia).drawn, "Backups", cast.mia, note="A secret of mine")
    first = study.drawn.get(place=1)
    page = text(browser(cast.tom).post(f"/studies/{study.pk}/reading", follow=True))
    assert f"#{first.number}" in page
    assert "A secret of mine" not in page
    assert "A secret of mine" not in text(browser(cast.tom).get(f"/studies/{study.pk}/agreement"))


def test_whoever_holds_nothing_of_it_is_not_shown_a_conversation_to_read(cast, study):
    drawn = take(study, by=cast.mia).drawn
    answer = browser(cast.tom).get(f"/studies/{study.pk}/reading/{drawn.number}")
    assert answer.url == f"/studies/{study.pk}/reading"
    reserve = study.drawn.filter(state="reserve").first()
    assert browser(cast.mia).get(f"/studies/{study.pk}/reading/{reserve.number}").status_code == 404


def test_back_shows_the_one_before_with_its_label_to_change(cast, study):
    mia = browser(cast.mia)
    first = take(study, by=cast.mia).drawn
    answer = mia.post(
        f"/studies/{study.pk}/reading/{first.number}", {"culprit": "Backups", "note": "Mine"}, follow=True
    )
    back = f"/studies/{study.pk}/reading/{first.number}"
    assert f'href="{back}"' in text(answer)
    page = text(mia.get(back))
    assert 'value="Backups"' in page
    assert "Mine</textarea>" in page

    again = mia.post(back, {"culprit": "DNS", "note": "Mine"}, follow=True)
    assert f"#{first.number}: Backups before, DNS now." in text(again)


def test_skipping_brings_the_next(cast, study):
    mia = browser(cast.mia)
    first = take(study, by=cast.mia).drawn
    answer = mia.post(f"/studies/{study.pk}/reading/{first.number}/skip")
    assert answer.url.endswith(str(study.drawn.get(place=2).number))


def test_an_open_page_keeps_its_conversation_and_hears_when_it_is_gone(cast, study, clock):
    drawn = take(study, by=cast.mia).drawn
    mia, address = browser(cast.mia), f"/studies/{study.pk}/reading/{drawn.number}/lease"
    clock.shift(leasing.LEASE * 0.9)
    assert mia.post(address).status_code == 204
    clock.shift(leasing.LEASE * 0.9)
    assert not Reading.objects.get(drawn=drawn, round=1).lease_until < clock_now()

    clock.shift(leasing.LEASE)
    for reader in (cast.tom, cast.lead):
        take(study, by=reader)
    assert "went to another reader" in text(mia.post(address))


def clock_now():
    from frontline.kernel import clock

    return clock.now()


def test_a_late_label_is_kept_and_its_author_told(cast, study, clock):
    drawn = take(study, by=cast.mia).drawn
    clock.shift(leasing.LEASE)
    for reader in (cast.tom, cast.lead):
        take(study, by=reader)
        blame(study, drawn, "DNS", reader)
    answer = browser(cast.mia).post(
        f"/studies/{study.pk}/reading/{drawn.number}",
        {"culprit": "Backups", "note": "Long words"},
        follow=True,
    )
    assert f"Your label of #{drawn.number} is kept, but does not count" in text(answer)
    assert Reading.objects.get(reader=cast.mia, drawn=drawn).note == "Long words"


def test_when_nothing_is_left_for_me_it_says_so(cast, clock):
    conversations(cast, 5)
    study = drawn_study(cast, size=1, double_share=1)
    drawn = take(study, by=cast.mia).drawn
    answer = browser(cast.mia).post(
        f"/studies/{study.pk}/reading/{drawn.number}", {"culprit": "DNS"}, follow=True
    )
    assert "wait for a second reader who is not you" in text(answer)
    blame(study, drawn, "DNS", cast.tom)
    assert "All is read" in text(browser(cast.mia).get(f"/studies/{study.pk}/reading"))


def test_a_finished_study_has_no_reading_and_can_be_reopened(cast, study):
    blame(study, take(study, by=cast.mia).drawn, "DNS", cast.mia)
    finish(study, by=cast.lead)
    answer = browser(cast.mia).post(f"/studies/{study.pk}/reading", follow=True)
    assert answer.redirect_chain == [(f"/studies/{study.pk}", 302)]
    browser(cast.lead).post(f"/studies/{study.pk}/reopening")
    study.refresh_from_db()
    assert study.is_reading


@pytest.mark.parametrize("culprits", [1, 20])
def test_what_a_page_to_read_asks_does_not_grow(cast, study, culprits, django_assert_max_num_queries):
    for n in range(culprits):
        found_or_added(cast.product, f"Culprit {n}", by=cast.mia)
    mia = browser(cast.mia)
    address = mia.post(f"/studies/{study.pk}/reading").url
    mia.get(address)
    with django_assert_max_num_queries(14):
        mia.get(address)


@pytest.mark.parametrize("studies", [1, 12])
def test_the_list_takes_the_same_queries_whatever_its_length(
    cast, clock, studies, django_assert_max_num_queries
):
    conversations(cast, 20)
    for _ in range(studies):
        drawn_study(cast, size=5)
    mia = browser(cast.mia)
    mia.get("/studies")
    with django_assert_max_num_queries(7):
        mia.get("/studies")


# Agreement


def test_agreement_shows_kappa_the_table_and_both_notes(cast, study):
    for place, one, two in ((1, "DNS", "DNS"), (2, "DNS", "Backups"), (3, "Backups", "Backups")):
        row = study.drawn.get(place=place)
        blame(study, row, one, cast.mia, note=f"Mia of {place}")
        blame(study, row, two, cast.tom, note=f"Tom of {place}")
    page = text(browser(cast.mia).get(f"/studies/{study.pk}/agreement"))

    assert "Cohen's kappa 0.40" in page  # agreed 2/3, by chance 4/9
    assert "standard error" in page
    assert "Mia of 2" in page
    assert "Tom of 2" in page
    assert "Mia of 1" not in page
    assert 'To settle <small class="soft">1</small>' in page


def test_settling_by_a_reader_s_button_or_by_another_culprit(cast, study):
    row = study.drawn.get(place=1)
    blame(study, row, "DNS", cast.mia)
    blame(study, row, "Backups", cast.tom)
    mia, address = browser(cast.mia), f"/studies/{study.pk}/agreement/{row.number}"

    assert "settled" in text(
        mia.post(address, {"pick": f"culprit-{find(cast.product, 'DNS').pk}"}, follow=True)
    )
    assert Settlement.objects.get().culprit.name == "DNS"
    mia.post(address, {"culprit": "Network", "note": "Both are of it", "verdict": "culprit"})
    assert Settlement.objects.get().culprit.name == "Network"
    wrong = mia.post(address, {"note": "Hm"})
    assert wrong.status_code == 422
    assert browser(cast.tom).post(f"/studies/{study.pk}/agreement/999999").status_code == 404


# Culprits


def test_culprits_of_a_product_with_their_labels_and_actions(cast, study):
    redis = Product.objects.create(name="Redis")
    found_or_added(redis, "Eviction", by=cast.mia)
    blame(study, study.drawn.get(place=1), "Backups", cast.mia)
    page = text(browser(cast.mia).get("/culprits"))
    assert "Backups" in page
    assert "Eviction" not in page
    assert "Eviction" in text(browser(cast.mia).get(f"/culprits?product={redis.pk}"))


def test_rename_merge_and_separate_on_the_culprits_page(cast):
    lena = browser(cast.lead)
    one, other = (found_or_added(cast.product, name, by=cast.mia) for name in ("pgbackups", "Backups"))
    lena.post(f"/culprits/{one.pk}/name", {"name": "PG backups", "kind": "outage"})
    assert lena.post(f"/culprits/{one.pk}/name", {"name": "backups", "kind": "ux"}).status_code == 422
    assert lena.post(f"/culprits/{one.pk}/merge", {"into": other.pk}).url == f"/culprits/{other.pk}"
    page = text(lena.get(f"/culprits/{one.pk}"))
    assert "renamed it from pgbackups to PG backups" in page
    assert "merged it into Backups" in page
    lena.post(f"/culprits/{one.pk}/separation")
    one.refresh_from_db()
    assert one.merged_into is None
    assert browser(cast.tom).post(f"/culprits/{one.pk}/merge", {"into": other.pk}).status_code == 403


def test_actions_are_noted_and_removed_on_the_record(cast):
    one = found_or_added(cast.product, "Backups", by=cast.mia)
    mia = browser(cast.mia)
    said = {"kind": "pull_request", "title": "Retry uploads", "on": "2026-04-07", "owner": cast.tom.pk}
    mia.post(f"/culprits/{one.pk}/actions", {**said, "link": "https://example.com/pr/7"})
    action = CulpritAction.objects.get()
    assert (action.owner, action.link) == (cast.tom, "https://example.com/pr/7")
    wrong = mia.post(f"/culprits/{one.pk}/actions", {**said, "link": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert "Retry uploads" in text(mia.get(f"/culprits/{one.pk}"))

    mia.post(f"/culprits/{one.pk}/actions/{action.pk}/removal")
    assert not CulpritAction.objects.exists()
    kinds = Event.objects.filter(subject_kind="culprit").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["culprit.added", "culprit.action_added", "culprit.action_removed"]
