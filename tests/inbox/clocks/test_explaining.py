"""`frontline sla explain` and the page of the clocks say the same, stretch by stretch."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client

from frontline.config import starting
from frontline.config.commands.sla import command
from frontline.hours.closing import close as close_calendar
from frontline.hours.marking import When
from frontline.inbox.replying import reply
from tests.builders.letters import received
from tests.cast import Cast
from tests.inbox.clocks.conftest import MONDAY

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _prepared(monkeypatch):
    monkeypatch.setattr(starting, "prepare", lambda **_: None)


@pytest.fixture
def mia(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.mia)
    return client


@pytest.fixture
def conversation(cast: Cast, clock, letters, office):
    """Came on Monday at nine; answered on Tuesday at noon, after half a day off; asked again on Tuesday at one."""
    close_calendar(office, When(from_at=MONDAY + 4 * HOUR, until_at=MONDAY + 8 * HOUR), by=cast.lead)
    found = received(message_id="<one@customer.example>").conversation
    clock.move_to(MONDAY + 27 * HOUR)
    reply(found, "We look.", by=cast.mia)
    clock.shift(HOUR)
    received(in_reply_to="<one@customer.example>")
    clock.shift(HOUR / 2)
    return found


def explained(*arguments: str) -> str:
    ran = CliRunner().invoke(command, ["explain", *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_the_command_prints_every_stretch_with_its_reason(conversation):
    said = explained(str(conversation.pk))
    assert (
        "First reply (Priority): target 15 min, warning after 1 h, broken after 1 day of working time" in said
    )
    first = "2026-03-02 09:00:00  2026-03-03 12:00:00  runs  7:00:00       7:00:00  Default calendar  They wait for us"
    assert first in said
    assert "due 2026-03-03 13:00:00, stopped 2026-03-03 12:00:00" in said
    assert "Kept, with 1:00:00 to spare." in said
    pause = "13:00:00  pauses  0:00:00       7:00:00  Default calendar  Waits for the customer"
    assert pause in said
    assert "2026-03-03 13:00:00  now                  runs    0:30:00       7:30:00" in said
    assert "Not decided: 7:30:00 left." in said


def test_the_command_speaks_in_the_zone_that_it_is_given(conversation):
    assert "2026-03-02 10:00:00  2026-03-03 13:00:00  runs" in explained(
        str(conversation.pk), "--timezone", "Europe/Berlin"
    )
    ran = CliRunner().invoke(command, ["explain", str(conversation.pk), "--timezone", "Nowhere"])
    assert ran.exit_code == 2
    assert "no such zone" in ran.output


def test_the_page_says_the_same(conversation, mia: Client):
    page = mia.get(f"/conversations/{conversation.pk}/clocks").content.decode()
    for words in (
        "Mon 2 Mar 09:00:00",
        "7:00:00",
        "They wait for us",
        "Kept, with 1:00:00 to spare.",
        "Resolution",
    ):
        assert words in page


def test_the_page_of_a_conversation_without_clocks_says_so(cast: Cast, letters, mia: Client):
    conversation = received("eve@elsewhere.example").conversation
    conversation.clocks.all().delete()
    page = mia.get(f"/conversations/{conversation.pk}/clocks").content.decode()
    assert "No clock runs here" in page
    assert "It has no clocks" in explained(str(conversation.pk))


def test_a_conversation_that_is_not_there(cast: Cast, mia: Client):
    assert mia.get("/conversations/4711/clocks").status_code == 404
    ran = CliRunner().invoke(command, ["explain", "4711"])
    assert ran.exit_code != 0
