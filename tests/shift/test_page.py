"""My shift: what stands in which section, for whom, and what it costs."""

import pytest
from django.urls import reverse

from frontline.handoffs.models import Handoff
from frontline.hours.making import ensure_default
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze, wake_if_due
from frontline.kernel import clock as our_clock
from frontline.rotation.plan import current
from frontline.shift import sections
from frontline.shift.sections import Section
from tests.builders.rotations import utc, weekly
from tests.shift.conftest import DAY, HOUR, browser, opened, section

pytestmark = pytest.mark.django_db
ELSEWHERE = "eve@elsewhere.example"


def shift_of(teammate) -> str:
    answer = browser(teammate).get("/shift")
    assert answer.status_code == 200
    return answer.content.decode()


def test_whoever_is_on_begins_with_their_shift_and_others_with_the_inbox(hero, cast):
    assert browser(cast.mia).get("/").headers["Location"] == "/shift"
    assert browser(cast.tom).get("/").headers["Location"] == "/inbox/open"


def test_it_is_the_first_of_all_places_and_has_a_key(hero, cast):
    page = browser(cast.tom).get("/inbox/open").content.decode()
    assert page.index('href="/shift" data-key="g s"') < page.index('href="/inbox/open"')


def test_it_says_who_i_am_on_with_until_when_and_who_comes_next(hero, cast, clock):
    weekly([cast.tom], by=cast.lead, name="Secondary")
    company = shift_of(cast.mia).partition('id="company"')[2].partition("</section>")[0]
    assert company.index("Hero") < company.index("Secondary"), "mine comes first"
    assert "you are on" in company
    assert "Since Mon 9 Mar 08:00, until Mon 16 Mar 08:00" in company
    assert "then Tom Lindqvist" in company
    assert "<b>Tom Lindqvist</b>" in company
    assert "12:00 there" in company


def test_each_conversation_stands_in_its_section(hero, cast, clock):
    late = opened("Long late", to=cast.mia)
    silent = opened("Silent", to=cast.mia)
    reply(silent, "Does it work now?", by=cast.mia)
    clock.shift(3 * DAY)
    soon = opened("Due soon")
    clock.shift(HOUR)
    clock.move_to(utc(2026, 3, 15, 15))
    answered = opened("Just answered", to=cast.mia)
    reply(answered, "Try again.", by=cast.mia)
    put_off, today = opened("Next week", to=cast.mia), opened("Tonight", to=cast.mia)
    snooze(put_off, our_clock.now() + 7 * DAY, by=cast.mia)
    snooze(today, our_clock.now() + HOUR, why="Call Ada", by=cast.mia)
    toms = opened("Tom's own", to=cast.tom)
    browser(cast.lead).post("/shift/rules", {"follow_up_after": 1, "due_next_within": 24})
    clock.move_to(utc(2026, 3, 15, 19))

    page = shift_of(cast.mia)

    for conversation, key in (
        (late, "overdue"),
        (soon, "next"),
        (silent, "following"),
        (today, "following"),
        (answered, "answered"),
        (put_off, "put-off"),
    ):
        assert f'id="row-{conversation.pk}"' in section(page, key), (conversation.subject, key)
        assert page.count(f'id="row-{conversation.pk}"') == 1
    assert toms.subject not in page


def test_what_came_back_from_its_snooze_is_followed_up(hero, cast, clock):
    promised = opened("Call back", to=cast.mia)
    snooze(promised, our_clock.now() + HOUR, why="Ring Ada", by=cast.mia)
    clock.shift(2 * HOUR)
    wake_if_due(promised.pk)
    assert f'id="row-{promised.pk}"' in section(shift_of(cast.mia), "following")


def test_a_promise_that_breaks_while_we_put_it_off_is_overdue_all_the_same(hero, cast, clock):
    ours, theirs = opened("We put it off", to=cast.mia), opened("They asked us to wait", to=cast.mia)
    snooze(ours, our_clock.now() + 20 * DAY, by=cast.mia)
    snooze(theirs, our_clock.now() + 20 * DAY, is_theirs=True, by=cast.mia)
    assert f'id="row-{ours.pk}"' in section(shift_of(cast.mia), "put-off")
    clock.shift(4 * DAY)
    page = shift_of(cast.mia)
    assert f'id="row-{ours.pk}"' in section(page, "overdue")
    assert f'id="row-{theirs.pk}"' in section(page, "put-off")
    assert page.count(f'id="row-{ours.pk}"') == 1


def test_what_nobody_has_is_the_heros_and_can_be_taken_there(hero, cast):
    free = opened("Nobody's", sender=ELSEWHERE)
    page = shift_of(cast.mia)
    assert f'action="/conversations/{free.pk}/taking"' in page
    assert "Nobody&#39;s" not in shift_of(cast.tom)
    assert "Nobody&#39;s" not in shift_of(cast.lead)


def test_without_anybody_on_it_is_on_every_leads_page(cast, clock):
    opened("Nobody's", sender=ELSEWHERE)
    assert "Nobody&#39;s" in shift_of(cast.lead)
    assert "No rotation says whose turn it is" in shift_of(cast.lead)
    assert "Nobody&#39;s" not in shift_of(cast.mia)


def test_what_somebody_left_behind_stands_with_the_hero_and_the_leads(hero, cast):
    left = opened("Left behind", to=cast.tom, sender=ELSEWHERE)
    cast.tom.is_active = False
    cast.tom.save()
    current.forget()
    browser(cast.lead).post("/shift/rules", {"follow_up_after": 3, "due_next_within": 1})
    for who in (cast.mia, cast.lead):
        assert f'id="row-{left.pk}"' in section(shift_of(who), "strays")


def test_a_long_section_is_cut_and_leads_to_the_whole_list(hero, cast):
    for number in range(10):
        opened(f"Mine {number}", to=cast.mia, sender=ELSEWHERE)
    browser(cast.lead).post("/shift/rules", {"follow_up_after": 3, "due_next_within": 1})
    its = section(shift_of(cast.mia), "mine")
    assert its.count("data-row") == 8
    assert 'href="/shift/mine">All 10<' in its
    whole = browser(cast.mia).get("/shift/mine").content.decode()
    assert whole.count("data-row") == 10
    assert "view=shift&amp;q=mine" in whole


def test_a_conversation_opened_from_it_leads_back(hero, cast):
    mine = opened("Mine", to=cast.mia)
    assert f"/conversations/{mine.pk}?view=shift" in shift_of(cast.mia)
    page = browser(cast.mia).get(f"/conversations/{mine.pk}?view=shift").content.decode()
    assert 'href="/shift" title="Back to the list"' in page
    assert f'aria-current="true" id="row-{mine.pk}"' in page, "the page's rows stand beside it"
    rows = browser(cast.mia).get("/shift?current=1", headers={"HX-Request": "true", "HX-Target": "rows"})
    assert f'id="row-{mine.pk}"' in rows.content.decode()
    assert "<html" not in rows.content.decode()


def test_an_empty_page_says_so(hero, cast):
    page = shift_of(cast.mia)
    assert "Nothing waits for you" in page
    opened("One", to=cast.mia)
    page = shift_of(cast.mia)
    assert "Nothing waits for you" not in page
    assert "Nothing is overdue." in section(page, "overdue")


def test_the_hand_off_of_the_last_hero_stands_there_until_read_and_after(hero, cast):
    handoff = Handoff.objects.create(
        rotation=hero,
        from_teammate=cast.lead,
        to_teammate=cast.mia,
        since_at=utc(2026, 3, 2, 8),
        at=utc(2026, 3, 9, 8),
        given_at=utc(2026, 3, 9, 8),
        digest={
            "conversations": [
                {
                    "number": 7,
                    "subject": "DNS",
                    "known": "The zone is stale",
                    "tried": "",
                    "next": "Wait",
                    "state": "noted",
                    "handed_to": "",
                    "customer": "Ada",
                    "company": "",
                    "tier": "priority",
                }
            ]
        },
    )
    mia = browser(cast.mia)
    its = section(mia.get("/shift").content.decode(), "handoff")
    assert "Handed over by Lena Berg" in its
    assert "The zone is stale" in its
    assert "not read yet" in its
    mia.post(reverse("handoff-acknowledgement", args=[handoff.pk]))
    its = section(mia.get("/shift").content.decode(), "handoff")
    assert "not read yet" not in its
    assert "Handed over by" not in shift_of(cast.tom)


def test_another_room_may_add_a_section(hero, cast, monkeypatch):
    came, mine = opened("Came back", to=cast.mia), opened("Mine", to=cast.mia)
    monkeypatch.setattr(sections, "_others", [])
    sections.register(
        Section("back", "Came back", 70, finds=lambda me, most: [came.pk], address="/inbox/open")
    )
    page = shift_of(cast.mia)
    assert f'id="row-{came.pk}"' in section(page, "back")
    assert page.count(f'id="row-{came.pk}"') == 1, "and in no other section"
    assert f'id="row-{mine.pk}"' in page
    sections._others[:] = [Section("back", "Came back", 70, finds=lambda me, most: [])]
    assert section(shift_of(cast.mia), "back") == "", "nothing is said of what does not exist yet"


@pytest.mark.parametrize("many", [1, 12])
def test_what_it_asks_does_not_grow_with_what_it_shows(hero, cast, many, django_assert_num_queries):
    ensure_default()
    for number in range(many):
        opened(f"Mine {number}", to=cast.mia)
        opened(f"Free {number}")
        opened(f"Silent {number}", to=cast.mia, sender=ELSEWHERE)
    mia = browser(cast.mia)
    mia.get("/shift")  # what a process keeps is there
    # Session, teammate, the places' counts; who is away, everybody, since when, here, sections, rows, hand-off.
    with django_assert_num_queries(10):
        mia.get("/shift")


def test_what_is_closed_is_on_no_page_and_others_pages_need_a_sign_in(hero, cast, client):
    from frontline.inbox.closing import close

    done = opened("Done", to=cast.mia)
    close(done, by=cast.mia)
    assert "Done" not in shift_of(cast.mia)
    for address in ("/shift", "/shift/team", "/shift/mine", "/shift/rules"):
        assert client.get(address).status_code == 302
    assert client.post(f"/conversations/{done.pk}/taking").status_code == 302
