"""`/promises`: what is promised, in words; a lead changes it once they have seen what it would change."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontline.events.models import Event
from frontline.inbox.clocks import current
from frontline.inbox.clocks.rules import DEFAULTS, promise_for
from frontline.inbox.models import ClockRules
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters", "office")
HOUR = timedelta(hours=1)


@pytest.fixture
def lena(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


def fields(page: str) -> dict[str, str]:
    """What a browser would send back of the page's form."""
    found = dict(re.findall(r'<input type="(?:hidden|text)" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1]
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def cell(page: str, tier: str, kind: str) -> str:
    """How the names of a line's fields begin."""
    given = fields(page)
    return next(
        name.removesuffix("-tier")
        for name, value in given.items()
        if name.endswith("-tier") and value == tier and given[name.replace("-tier", "-kind")] == kind
    )


def sent(client: Client, given: dict[str, str], **more: str) -> str:
    answer = client.post("/promises", {**given, **more}, follow=True)
    return answer.content.decode()


def test_it_begins_with_the_defaults_in_words(lena: Client):
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    given = fields(page)
    assert [given[f"{first}-{name}"] for name in ("target", "warn", "promised")] == ["15 min", "1 h", "1 day"]
    assert "1 day is a working day of 8 hours" in page
    assert "These are the defaults" in page


def test_a_change_is_previewed_saved_and_kept_with_who_and_when(lena: Client, clock):
    received()
    clock.shift(2 * HOUR)
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    page = sent(lena, fields(page), **{f"{first}-promised": "90 min", f"{first}-calendar": "always"})
    assert "Of 1 open conversation <b>1</b> would be over its time; now 0 are." in page
    assert current.current() == DEFAULTS

    page = sent(lena, fields(page), save="1")
    assert "Saved." in page
    assert (
        "Priority, first reply: target 15 min, warned after 1 h, broken after 1 h 30 min, around the clock"
        in page
    )
    assert ClockRules.objects.get().made_by.name == "Lena Berg"
    promise = promise_for(current.current(), "priority", "email", "first_reply")
    assert promise
    assert (promise.promised, promise.calendar) == (1.5 * HOUR, "always")
    event = Event.objects.get(kind="workspace.clock_rules_changed")
    assert event.actor_label == "Lena Berg"
    assert len(event.data["now"]) == 1


def test_what_was_changed_after_the_preview_is_previewed_again(lena: Client):
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    page = sent(lena, fields(page), **{f"{first}-promised": "2 h"})
    page = sent(lena, fields(page), **{f"{first}-promised": "3 h", "save": "1"})
    assert "What it would change today" in page
    assert not ClockRules.objects.exists()


def test_two_leads_do_not_overwrite_each_other(lena: Client):
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    mine = fields(sent(lena, fields(page), **{f"{first}-promised": "2 h"}))
    theirs = fields(sent(lena, fields(page), **{f"{first}-promised": "3 h"}))
    sent(lena, theirs, save="1")
    assert "Somebody changed the promises meanwhile" in sent(lena, mine, save="1")
    assert ClockRules.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("target", "soon", "“soon” is no length of time. Write 15 min, 1 h 30 min or 2 days."),
        ("target", "3 h", "the target (3 h) comes after the warning (1 h)."),
        ("warn", "2 days", "the warning (2 days) comes after the end (1 day)."),
        ("promised", "", "say when it is broken, or leave the whole line empty for no promise."),
        ("promised", "0 min", "is too short or too long"),
        ("promised", "99999 days", "is too short or too long"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_line(lena: Client, name: str, value: str, sentence: str):
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    answer = lena.post("/promises", {**fields(page), f"{first}-{name}": value})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert said.count(sentence) == 2
    assert f'id="{first}-wrong"' in said
    assert f'value="{value}"' in said


def test_a_channel_can_have_a_promise_of_its_own_and_lose_it(lena: Client):
    page = lena.get("/promises").content.decode()
    new = {"new-channel": "letters", "new-kind": "next_reply", "new-tier": "community", "new-promised": "4 h"}
    page = sent(lena, fields(sent(lena, fields(page), **new)), save="1")
    promise = promise_for(current.current(), "community", "letters", "next_reply")
    assert promise
    assert promise.promised == 4 * HOUR
    assert promise_for(current.current(), "community", "email", "next_reply") is None

    key = next(n for n, v in fields(page).items() if n.endswith("-channel") and v == "letters").split("-")[0]
    sent(lena, fields(sent(lena, fields(page), **{f"{key}-remove": "1"})), save="1")
    assert promise_for(current.current(), "community", "letters", "next_reply") is None


def test_there_is_a_way_back_to_the_defaults(lena: Client):
    page = lena.get("/promises").content.decode()
    first = cell(page, "priority", "first_reply")
    page = sent(lena, fields(sent(lena, fields(page), **{f"{first}-promised": "2 h"})), save="1")
    page = sent(lena, fields(page), defaults="1")
    sent(lena, fields(page), save="1")
    assert current.current() == DEFAULTS


def test_saving_what_is_promised_already_is_no_new_version(lena: Client):
    sent(lena, fields(sent(lena, fields(lena.get("/promises").content.decode()))), save="1")
    assert not ClockRules.objects.exists()


def test_it_is_for_leads(cast: Cast):
    client = Client()
    client.force_login(cast.mia)
    assert client.get("/promises").status_code == 403
    assert client.post("/promises", {}).status_code == 403


def test_without_working_hours_it_says_that_promises_run_around_the_clock(lena: Client, office):
    from frontline.hours import current as hours

    office.delete()
    hours.forget()
    assert "No working hours are set up" in lena.get("/promises").content.decode()
