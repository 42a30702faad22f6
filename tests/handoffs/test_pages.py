"""The checklist, the digest, and the leads' list: with and without scripts."""

from datetime import timedelta

import pytest

from frontline.handoffs.handing import hand_over
from frontline.handoffs.keeping import keep
from frontline.handoffs.models import Handoff, HandoffNote
from frontline.handoffs.noting import write_note
from tests.handoffs.conftest import ENDS, SAID, browser, opened

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def mia(shift, cast):
    return browser(cast.mia)


def test_the_hero_sees_each_of_their_open_conversations_and_how_far_they_are(mia, conversations):
    page = mia.get("/handoff").content.decode()
    for subject in ("Backups fail", "DNS", "Slow checkout"):
        assert subject in page
    assert "0 of 3 have a note" in page
    assert "Tom Lindqvist" in page
    assert page.count(">needs a note<") == 3


def test_a_row_is_saved_by_itself(mia, conversations):
    number = conversations[0].pk
    answer = mia.post(f"/handoff/notes/{number}", {**SAID, "submission": "k"}, headers=SCRIPT)
    part = answer.content.decode()
    assert answer.status_code == 200
    assert "<!doctype" not in part
    assert "note written" in part
    assert "DNS" not in part
    assert 'hx-swap-oob="true"' in part
    assert "1 of 3 have a note" in part


def test_without_scripts_too(mia, conversations):
    number = conversations[0].pk
    answer = mia.post(f"/handoff/notes/{number}", SAID)
    assert answer.headers["Location"] == f"/handoff#c-{number}"
    page = mia.get("/handoff").content.decode()
    assert "1 of 3 have a note" in page
    assert "Ask for the logs" in page


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_what_is_wrong_is_said_in_its_row_and_nothing_typed_is_lost(mia, conversations, headers):
    wrong = {**SAID, "next": "", "known": "Half a <thought>"}
    answer = mia.post(f"/handoff/notes/{conversations[1].pk}", wrong, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Half a &lt;thought&gt;" in page
    assert "This field is required" in page
    assert not HandoffNote.objects.exists()


def test_ticked_conversations_go_over_and_the_others_are_kept(mia, shift, conversations, cast):
    for each in conversations:
        write_note(shift, each.pk, **SAID, by=cast.mia)
    answer = mia.post("/handoff/conversations", {"number": [c.pk for c in conversations[:2]]}, follow=True)
    assert "2 conversations are Tom&#39;s now" in answer.content.decode()
    assert "handed to Tom" in answer.content.decode()
    conversations[2].refresh_from_db()
    assert conversations[2].assignee == cast.mia


def test_with_nothing_ticked_it_says_what_to_do(mia):
    page = mia.post("/handoff/conversations", follow=True).content.decode()
    assert "Choose conversations first" in page


def test_the_hand_off_is_built_and_read_and_acknowledged(mia, shift, conversations, cast, clock):
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    hand_over(shift, [conversations[0].pk], by=cast.mia)
    page = mia.post("/handoff/digest", follow=True).content.decode()
    handoff = Handoff.objects.get()
    assert "Without a note" in page
    assert "The job dies at 02:00" in page
    assert "I have read it" not in page
    tom = browser(cast.tom)
    assert "I have read it" not in tom.get(f"/handoff/{handoff.pk}").content.decode()
    assert tom.post(f"/handoff/{handoff.pk}/acknowledgement").status_code == 409
    clock.move_to(ENDS + timedelta(minutes=1))
    keep()
    assert "Mia Rask handed over to you" in tom.get("/handoff").content.decode()
    assert "I have read it" in tom.get(f"/handoff/{handoff.pk}").content.decode()
    page = tom.post(f"/handoff/{handoff.pk}/acknowledgement", follow=True).content.decode()
    assert "Tom Lindqvist has read it" in page
    assert "handed over to you" not in tom.get("/handoff").content.decode()


def test_a_digest_is_for_its_two_and_for_leads(mia, shift, cast, olaf):
    mia.post("/handoff/digest")
    pk = Handoff.objects.get().pk
    seen = {
        who.first_name: browser(who).get(f"/handoff/{pk}").status_code
        for who in (cast.mia, cast.tom, cast.lead, olaf)
    }
    assert seen == {"Mia": 200, "Tom": 200, "Lena": 200, "Olaf": 404}


@pytest.mark.parametrize("address", ["notes/{}", "conversations", "digest"])
def test_others_write_nothing(shift, conversations, cast, address):
    number = conversations[0].pk
    answer = browser(cast.tom).post(f"/handoff/{address.format(number)}", {**SAID, "number": number})
    assert answer.status_code == 403
    assert not HandoffNote.objects.exists()


def test_others_are_told_whose_it_is(shift, cast):
    page = browser(cast.tom).get("/handoff").content.decode()
    assert "You are not the hero now" in page
    assert "Mia Rask is, until" in page
    assert "then you are" in page
    assert "Backups fail" not in page


def test_a_lead_sees_the_heros_checklist(shift, cast):
    page = browser(cast.lead).get("/handoff").content.decode()
    assert "Mia Rask&#39;s shift ends" in page
    assert "Backups fail" in page


def test_without_a_hero_the_page_says_so(cast, client):
    client.force_login(cast.mia)
    assert "Nobody is the hero now" in client.get("/handoff").content.decode()
    assert client.post("/handoff/digest").status_code == 409


def test_without_open_conversations_it_says_so(hero, cast):
    assert "There is nothing to hand over" in browser(cast.mia).get("/handoff").content.decode()


def test_leads_see_all_hand_offs_and_what_was_missed(shift, conversations, cast, clock):
    lena = browser(cast.lead)
    assert "No shift has been handed over yet" in lena.get("/handoffs").content.decode()
    clock.move_to(ENDS)
    keep()
    page = lena.get("/handoffs").content.decode()
    assert "Mia Rask to Tom Lindqvist" in page
    assert "missed" in page
    assert "3 conversations went over without a note" in page
    assert browser(cast.mia).get("/handoffs").status_code == 403


def test_in_the_last_day_the_place_counts_what_lacks_a_note(mia, shift, conversations, cast, clock):
    def place(client):
        page = client.get("/-/places").content.decode()
        return page[page.index('href="/handoff"') :].split("</a>")[0]

    assert "<span" not in place(mia)
    clock.move_to(ENDS - timedelta(hours=23))
    assert '<span class="hot">3</span>' in place(mia)
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    assert '<span class="hot">2</span>' in place(mia)
    assert "<span" not in place(browser(cast.tom))
    assert "<span" not in place(browser(cast.lead))


def test_a_page_of_many_costs_the_same_as_one_of_few(
    mia, conversations, cast, clock, django_assert_max_num_queries
):
    for number in range(20):
        opened(cast.mia, f"Number {number}", clock)
    mia.get("/handoff")
    with django_assert_max_num_queries(12):
        mia.get("/handoff")
