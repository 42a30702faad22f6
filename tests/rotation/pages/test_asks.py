"""Asking for swaps and covers, and answering, by HTTP and without scripts."""

import re

import pytest
from django.urls import reverse

from frontline.rotation.asking import accept, ask_cover, ask_swap
from frontline.rotation.lanes.block import written
from frontline.rotation.models import Absence, Ask
from frontline.rotation.overriding import override
from frontline.rotation.plan.changing import changing
from tests.builders.rotations import utc, weekly, who
from tests.rotation.pages.conftest import FIRST, SECOND, THIRD, WEDNESDAY, browser
from tests.rotation.pages.reading import main, text

SPAN = utc(2026, 3, 2, 8), utc(2026, 3, 30, 7)


def stretch(rotation, shift, whose):
    return {
        "rotation": rotation.pk,
        "from": written(shift.from_at),
        "until": written(shift.until_at),
        "who": whose.pk,
    }


def back(whose, shift):
    return f"{whose.pk}|{written(shift.from_at)}|{written(shift.until_at)}"


def names(rotation):
    return [told for _, told in who(rotation, *SPAN)]


def choices(page):
    return [text(each) for each in re.findall(r"<option.*?</option>", page.content.decode(), re.DOTALL)]


def test_a_swap_is_asked_for_accepted_and_stands_in_the_lanes(hero, cast):
    mia, tom = browser(cast.mia), browser(cast.tom)
    form = mia.get("/rotation/asks/new", {"kind": "swap", **stretch(hero, SECOND, cast.mia)})
    assert choices(form)[:2] == [
        "Tom Lindqvist: Mon 16 Mar 09:00 to Mon 23 Mar 09:00",
        "Lena Berg: Mon 23 Mar 09:00 to Mon 30 Mar 09:00",
    ]
    asked = mia.post(
        "/rotation/asks",
        {
            "kind": "swap",
            **stretch(hero, SECOND, cast.mia),
            "back": back(cast.tom, THIRD),
            "why": "A wedding",
        },
        follow=True,
    )
    assert "Asked Tom Lindqvist. Nothing changes until they agree." in text(asked.content.decode())
    assert names(hero) == ["Lena", "Mia", "Tom", "Lena"]

    page = main(tom.get("/rotation/asks"))
    assert "For you to answer 1" in page
    assert "Mia Rask asked you for a swap in Hero" in page
    assert "A wedding" in page
    # In New York: what it would change, in Tom's own time.
    assert "Mon 9 Mar 04:00 to Mon 16 Mar 04:00 : you instead of Mia Rask" in page
    assert "Mon 16 Mar 04:00 to Mon 23 Mar 04:00 : Mia Rask instead of you" in page

    done = tom.post(reverse("ask-acceptance", args=[Ask.objects.get().pk]), follow=True)
    assert "the shifts have changed hands" in text(done.content.decode())
    assert names(hero) == ["Lena", "Tom", "Mia", "Lena"]
    assert "Accepted" in main(mia.get("/rotation/asks"))


def test_a_part_of_a_shift_is_asked_of_anyone_and_the_first_takes_it(hero, cast):
    mia = browser(cast.mia)
    part = {"part": "part", "part_from": "2026-03-10T13:00", "part_until": "2026-03-10T17:00", "to": ""}
    mia.post("/rotation/asks", {"kind": "cover", **stretch(hero, SECOND, cast.mia), **part})
    ask = Ask.objects.get()
    assert (ask.from_at, ask.until_at, ask.to) == (utc(2026, 3, 10, 12), utc(2026, 3, 10, 16), None)

    browser(cast.tom).post(reverse("ask-acceptance", args=[ask.pk]))
    late = browser(cast.lead).post(reverse("ask-acceptance", args=[ask.pk]))

    assert late.status_code == 409
    assert "This was accepted by Tom Lindqvist already. Nothing was changed." in main(late)
    assert who(hero, *SECOND) == [("03-09 09:00", "Mia"), ("03-10 13:00", "Tom"), ("03-10 17:00", "Mia")]


def test_a_time_that_is_shown_twice_or_skipped_means_what_the_rotation_means_by_it(hero, cast):
    """The clocks in Berlin go forward on the 29th of March, from two to three."""
    lead = browser(cast.lead)
    part = {
        "part": "part",
        "part_from": "2026-03-29T02:30",
        "part_until": "2026-03-29T12:00",
        "to": cast.mia.pk,
    }
    week = stretch(hero, type(FIRST)(utc(2026, 3, 23, 8), utc(2026, 3, 30, 7)), cast.lead)
    lead.post("/rotation/asks", {"kind": "cover", **week, **part})
    assert Ask.objects.get().from_at == utc(2026, 3, 29, 1)


def test_declined_and_taken_back_requests_change_nothing_and_are_kept(hero, cast):
    mia, tom = browser(cast.mia), browser(cast.tom)
    first = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    second = ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia)
    assert mia.post(reverse("ask-refusal", args=[first.pk])).status_code == 403
    tom.post(reverse("ask-refusal", args=[first.pk]))
    assert tom.post(reverse("ask-withdrawal", args=[second.pk])).status_code == 403
    mia.post(reverse("ask-withdrawal", args=[second.pk]))
    page = main(mia.get("/rotation/asks"))
    assert "Answered lately 2" in page
    assert {"Declined", "Withdrawn"} <= set(page.split())
    assert names(hero) == ["Lena", "Mia", "Tom", "Lena"]


def test_what_was_answered_cannot_be_answered_again(hero, cast):
    ask = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    tom = browser(cast.tom)
    tom.post(reverse("ask-refusal", args=[ask.pk]))
    again = tom.post(reverse("ask-acceptance", args=[ask.pk]))
    assert again.status_code == 409
    assert "This was declined by Tom Lindqvist already." in main(again)
    assert tom.post(reverse("ask-acceptance", args=[99_999])).status_code == 404


def test_a_shift_that_changed_hands_meanwhile_is_refused_in_words(hero, cast):
    ask = ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia)
    override(hero, "replace", cast.lead, *THIRD, by=cast.lead)
    refused = browser(cast.tom).post(reverse("ask-acceptance", args=[ask.pk]))
    assert refused.status_code == 409
    assert "Tom Lindqvist is not on for all of that time in Hero" in main(refused)
    assert "For you to answer 1" in main(refused)


def test_nobody_asks_for_the_shift_of_another_but_leads_do(hero, cast):
    given = {"kind": "cover", **stretch(hero, THIRD, cast.tom), "to": cast.lead.pk, "why": "x"}
    refused = browser(cast.mia).post("/rotation/asks", given)
    assert refused.status_code == 403
    assert "Only a lead can ask for others." in main(refused)
    browser(cast.lead).post("/rotation/asks", {**given, "to": cast.mia.pk})
    assert Ask.objects.get().teammate == cast.tom


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "swap", "back": "1|x|y"}, "That shift has changed meanwhile"),
        ({"kind": "cover", "part": "part", "part_from": "soon", "part_until": ""}, "A date and a time"),
        ({"kind": "cover", "part": "part", "part_from": "", "part_until": ""}, "Say from when until when."),
        (
            {
                "kind": "cover",
                "part": "part",
                "part_from": "2026-03-12T13:00",
                "part_until": "2026-03-10T12:00",
            },
            "The end must be after the beginning.",
        ),
        (
            {
                "kind": "cover",
                "part": "part",
                "part_from": "2026-03-12T13:00",
                "part_until": "2026-03-19T12:00",
            },
            "Mia Rask is not on for all of that time",
        ),
        ({"kind": "cover", "to": "99999"}, "Select a valid choice"),
        ({"kind": "cover", "why": "x" * 401}, "at most 400 characters"),
    ],
)
def test_a_form_that_cannot_be_says_why_and_keeps_what_was_written(hero, cast, given, sentence):
    given = {"why": "A wedding", **stretch(hero, SECOND, cast.mia), **given}
    refused = browser(cast.mia).post("/rotation/asks", given)
    assert refused.status_code in {409, 422}
    assert sentence in main(refused)
    assert given["why"] in refused.content.decode()
    assert not Ask.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"rotation": "99999"}, 404),
        ({"rotation": "x"}, 404),
        ({"from": "yesterday"}, 422),
        ({"from": "2026-03-09T08:00:00"}, 422),
        ({"until": "2026-03-01T08:00:00Z"}, 422),
        ({"until": "2031-03-01T08:00:00Z"}, 422),
        ({"who": "99999"}, 404),
    ],
)
def test_an_address_that_names_no_shift_is_refused(hero, cast, wrong, status):
    given = {"kind": "cover", **stretch(hero, SECOND, cast.mia), **wrong}
    mia = browser(cast.mia)
    assert mia.get("/rotation/asks/new", given).status_code == status
    assert mia.get("/rotation/shifts", given).status_code == status
    assert mia.post("/rotation/asks", given).status_code == status


def test_a_form_sent_twice_asks_once(hero, cast):
    mia = browser(cast.mia)
    for _ in range(2):
        mia.post(
            "/rotation/asks",
            {"kind": "swap", **stretch(hero, SECOND, cast.mia), "back": back(cast.tom, THIRD)},
        )
        mia.post("/rotation/asks", {"kind": "cover", **stretch(hero, SECOND, cast.mia), "to": ""})
    assert Ask.objects.count() == 2


def test_without_a_shift_one_of_ones_own_is_chosen_first(hero, cast):
    page = main(browser(cast.mia).get("/rotation/asks/new?kind=swap"))
    assert "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 Hero" in page
    assert "Tom" not in page
    alone = browser(cast.tom)
    override(hero, "remove", cast.tom, utc(2026, 3, 4), utc(2027, 1, 4), by=cast.lead)
    assert "You have no coming shift" in main(alone.get("/rotation/asks/new?kind=cover"))


def test_who_would_take_it_is_told_if_they_are_away_or_on_elsewhere(hero, cast):
    weekly([cast.tom], by=cast.lead, name="Platform primary")
    with changing():
        Absence.objects.create(
            teammate=cast.tom, from_at=utc(2026, 3, 12), until_at=utc(2026, 3, 13), made_at=WEDNESDAY
        )
    ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    page = main(browser(cast.tom).get("/rotation/asks"))
    assert "You are away then." in page
    assert "You are on in Platform primary then." in page


def test_requests_between_others_are_for_leads_who_answer_for_them(hero, cast):
    ask = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    lead = browser(cast.lead)
    page = main(lead.get("/rotation/asks"))
    assert "Between others 1" in page
    assert "Accept for Tom Lindqvist" in page
    lead.post(reverse("ask-acceptance", args=[ask.pk]))
    assert names(hero) == ["Lena", "Tom", "Tom", "Lena"]
    # Kim, who has nothing to do with it, sees nothing of it.
    cast.tom.pk, cast.tom.email, cast.tom.name = None, "kim@acme.example", "Kim"
    cast.tom.save(force_insert=True)
    ask_cover(
        hero, cast.lead, type(SECOND)(utc(2026, 3, 23, 8), utc(2026, 3, 30, 7)), to=cast.mia, by=cast.lead
    )
    assert "Nobody asks for anything" in main(browser(cast.tom).get("/rotation/asks"))


def test_what_nobody_answered_in_time_is_no_longer_asked(hero, cast, clock):
    ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    clock.move_to(utc(2026, 3, 16, 8))
    page = browser(cast.tom).get("/rotation/asks")
    assert "Nobody asks for anything" in main(page)
    assert ">1</span>" not in place(page)


def test_how_many_wait_for_me_stands_beside_the_place_on_every_page(hero, cast):
    tom = browser(cast.tom)
    assert "Rotation" in place(tom.get("/preferences"))
    ask = ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia)
    ask_cover(hero, cast.mia, SECOND, by=cast.mia)
    assert '<span class="hot">2</span>' in place(tom.get("/preferences"))
    assert '<span class="">1</span>' in place(browser(cast.lead).get("/preferences"))
    assert "<span" not in place(browser(cast.mia).get("/preferences"))
    accept(ask, by=cast.tom)
    assert '<span class="">1</span>' in place(tom.get("/preferences"))


def place(page):
    return re.search(r'<a class="place" href="/rotation".*?</a>', page.content.decode(), re.DOTALL)[0]


def test_the_dialog_gets_the_form_alone_and_is_told_when_it_is_done(hero, cast):
    mia = browser(cast.mia)
    script = {"HX-Request": "true", "HX-Target": "shift"}
    given = {"kind": "swap", **stretch(hero, SECOND, cast.mia)}
    form = mia.get("/rotation/asks/new", given, headers=script).content.decode()
    assert form.lstrip().startswith("<header>")
    assert 'hx-post="/rotation/asks"' in form
    refused = mia.post("/rotation/asks", {**given, "back": "no"}, headers=script)
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    done = mia.post("/rotation/asks", {**given, "back": back(cast.tom, THIRD)}, headers=script)
    assert done.status_code == 204
    assert "Asked Tom Lindqvist" in done["HX-Trigger"]
