"""The list and the conversation, as pages and as the fragments that live pages fetch."""

import re

import pytest
from django.test import Client

from frontline.inbox.closing import close
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from tests.builders.letters import received
from tests.cast import Cast

FRAGMENT = {"HX-Request": "true"}


@pytest.mark.parametrize("view", ["unassigned", "mine", "open", "snoozed", "closed"])
def test_every_list_says_what_it_is_empty_of_and_what_to_do(mia: Client, view: str):
    page = mia.get(f"/inbox/{view}").content.decode()

    assert 'class="empty"' in page
    assert "<!doctype html>" in page


def test_a_row_shows_who_waits_for_what(mia: Client):
    message = received(subject="Backups fail", text="They fail since last night.")

    page = mia.get("/inbox/open").content.decode()

    assert f'id="row-{message.conversation_id}"' in page
    for words in ("Northwind", "Backups fail", "They fail since last night.", "15 min left", "Priority"):
        assert words in page


def test_a_row_of_time_left_leads_to_the_clocks_and_can_be_told_without_colour(mia: Client):
    message = received(subject="Backups fail")

    page = mia.get("/inbox/open").content.decode()

    assert f'data-goes="/conversations/{message.conversation_id}/clocks"' in page
    assert mia.get(f"/conversations/{message.conversation_id}/clocks").status_code == 200
    told = re.search(
        r'<time class="clock" data-left="([^"]+)" data-what="First reply" title="([^"]+)">', page
    )
    assert told
    assert "First reply, target " in told[2]
    bar = mia.get(f"/conversations/{message.conversation_id}").content.decode()
    assert f'class="time-left" href="/conversations/{message.conversation_id}/clocks"' in bar
    assert told[1] in bar


def test_the_lists_hold_what_their_names_say(mia: Client, cast: Cast):
    first, second, third = (received(subject=name).conversation for name in ("one", "two", "three"))
    reply(second, "On it", by=cast.mia)
    close(third, by=cast.mia)

    def rows(view: str) -> set[int]:
        page = mia.get(f"/inbox/{view}").content.decode()
        return {each.pk for each in (first, second, third) if f'id="row-{each.pk}"' in page}

    assert rows("unassigned") == {first.pk}
    assert rows("mine") == {second.pk}
    assert rows("open") == {first.pk, second.pk}
    assert rows("closed") == {third.pk}


def test_the_rows_alone_are_for_the_page_that_shows_them(mia: Client):
    received()

    answer = mia.get("/inbox/open", headers={**FRAGMENT, "HX-Target": "rows"})

    assert "<!doctype" not in answer.content.decode()
    assert "data-row" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_a_long_list_goes_on_where_it_ended(mia: Client):
    numbers = [received(subject=f"Question {n}").conversation_id for n in range(52)]
    page = mia.get("/inbox/open").content.decode()
    assert page.count("data-row") == 50
    more = page.split('id="more" href="')[1].split('"')[0].replace("&amp;", "&")

    rest = mia.get(more).content.decode()

    assert rest.count("data-row") == 2
    assert f'id="row-{numbers[-1]}"' in rest
    assert 'id="more"' not in rest
    again = mia.get("/inbox/open?limit=100", headers={**FRAGMENT, "HX-Target": "rows"}).content.decode()
    assert again.count("data-row") == 52


def test_a_search_finds_words_and_a_number_goes_straight_there(mia: Client):
    message = received(subject="Backups fail", text="The zebra bucket is full.")
    received(subject="Something else")

    page = mia.get("/inbox/search?q=zebra").content.decode()
    assert page.count("data-row") == 1

    answer = mia.get(f"/inbox/search?q=%23{message.conversation_id}")
    assert answer.status_code == 302
    assert answer["Location"] == f"/conversations/{message.conversation_id}"
    assert "Nothing found" in mia.get("/inbox/search?q=%23999999").content.decode()


def test_the_conversation_keeps_the_list_it_was_opened_from(mia: Client):
    message = received(text="The zebra bucket is full.")

    page = mia.get(f"/conversations/{message.conversation_id}?view=search&q=zebra").content.decode()

    assert 'value="zebra"' in page
    assert f"/conversations/{message.conversation_id}?view=search&amp;q=zebra" in page
    assert 'aria-current="true"' in page


def test_the_timeline_shows_messages_notes_and_facts(mia: Client, cast: Cast):
    conversation = received(text="Look at https://example.org/a?b=1.", files={"log.txt": "boom"}).conversation
    note(conversation, "She sounds **cross**.", by=cast.tom)
    reply(conversation, "Try `reset`.", by=cast.mia)

    page = mia.get(f"/conversations/{conversation.pk}").content.decode()

    assert '<a href="https://example.org/a?b=1"' in page
    assert "log.txt" in page
    assert "not verified" in page
    assert "A new matter: it answers nothing" in page
    assert "She sounds <strong>cross</strong>." in page
    assert "note, only for teammates" in page
    assert "<code>reset</code>" in page
    assert "took it, being the first to reply" in page
    assert "Undo" in page


def test_a_customers_html_does_nothing_here(mia: Client, cast: Cast):
    from frontline.inbox.models import Message

    message = received()
    Message.objects.filter(pk=message.pk).update(
        html="<p onclick='x()'>Hello <script>alert(1)</script><b>bold</b></p>"
    )

    page = mia.get(f"/conversations/{message.conversation_id}").content.decode()

    assert "<b>bold</b>" in page
    assert "alert(1)" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    ("html", "comes_first"),
    [
        ("<p>Thanks!</p><p>From: Mia<br>Sent: Monday</p><p>Long ago</p>", "text"),
        ("<p>Thanks!</p><blockquote>Long ago</blockquote>", "letter"),
    ],
)
def test_history_that_html_does_not_mark_is_not_read_again(mia: Client, html: str, comes_first: str):
    from frontline.inbox.models import Message

    message = received(text="Thanks!")
    Message.objects.filter(pk=message.pk).update(
        html=html, quoted="From: Mia\nSent: Monday\n\n" + "Long ago " * 60
    )

    page = mia.get(f"/conversations/{message.conversation_id}").content.decode()

    assert ("As it was formatted" in page) == (comes_first == "text")
    assert (page.index('class="letter"') < page.index('class="plain-text"')) == (comes_first == "letter")


def test_what_others_wrote_in_names_and_subjects_is_only_text(mia: Client):
    from frontline.inbox.channel import Address

    message = received(
        Address("x@elsewhere.example", "<script>n</script>"), subject="<img src=x>", text="<b>t</b>"
    )

    page = mia.get(f"/conversations/{message.conversation_id}").content.decode()

    assert "<script>n" not in page
    assert "<img src=x>" not in page
    assert "&lt;b&gt;t&lt;/b&gt;" in page


def test_a_long_conversation_shows_its_end_and_then_what_was_before(mia: Client, cast: Cast):
    conversation = received(text="the very first").conversation
    for number in range(110):
        note(conversation, f"remark {number}", by=cast.tom)

    page = mia.get(f"/conversations/{conversation.pk}").content.decode()
    assert "remark 109" in page
    assert "the very first" not in page.split('id="entries"')[1].split('id="composer"')[0]
    earlier = page.split("/entries?before=")[1].split('"')[0]

    fragment = mia.get(f"/conversations/{conversation.pk}/entries?before={earlier}", headers=FRAGMENT)

    assert "the very first" in fragment.content.decode()
    assert "<!doctype" not in fragment.content.decode()
    assert "the very first" in mia.get(f"/conversations/{conversation.pk}?before={earlier}").content.decode()


def test_an_unknown_conversation_says_so(mia: Client):
    answer = mia.get("/conversations/999999")

    assert answer.status_code == 404
    assert "no conversation #999999" in answer.content.decode()


def test_nobody_reads_without_signing_in(cast: Cast, letters: object):
    conversation = received().conversation
    for address in (
        "/inbox/open",
        f"/conversations/{conversation.pk}",
        "/inbox/search?q=x",
        "/conversations/new",
    ):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_a_storm_shows_above_the_list(mia: Client, cast: Cast):
    from frontline.inbox.models import Storm
    from frontline.kernel import clock

    Storm.objects.create(
        customer=cast.eve, address="eve@elsewhere.example", began_at=clock.now(), last_at=clock.now()
    )

    assert "is sending a flood of messages" in mia.get("/inbox/open").content.decode()


def test_no_two_commands_of_a_page_share_a_key(mia: Client, cast: Cast):
    number = received().conversation_id
    mia.force_login(cast.lead)  # who has all places

    for address in ("/inbox/open", f"/conversations/{number}"):
        keys = re.findall(r'data-key="([^"]+)"', mia.get(address).content.decode())
        own = [key for key in keys if key != "mod+enter"]  # each form's own; one form is shown
        assert {"g c", "g k", "/"} <= set(own)
        assert len(set(own)) == len(own), sorted(own)
