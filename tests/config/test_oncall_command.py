"""`frontline oncall`: who is on, for people and for programs."""

import json

import pytest
import time_machine
from click.testing import CliRunner

from frontline.config import starting
from frontline.config.commands.oncall import command
from frontline.kernel.refusal import Absent
from tests.builders.rotations import utc, weekly


@pytest.fixture(autouse=True)
def _prepared(monkeypatch):
    monkeypatch.setattr(starting, "prepare", lambda **_: None)


@pytest.fixture
def hero(cast):
    with time_machine.travel(utc(2026, 3, 4, 12), tick=False):
        yield weekly([cast.lead, None, cast.tom], by=cast.lead)


def oncall(*arguments: str):
    return CliRunner().invoke(command, arguments)


def test_it_says_who_is_on_and_why(hero):
    assert oncall().output == "Hero: Lena Berg <lena@acme.example> (rotation Hero)\n"
    assert oncall("hero", "--at", "2026-03-16T09:00+01:00").output.startswith("Hero: Tom Lindqvist")


def test_a_gap_is_an_exit_code(hero):
    done = oncall("Hero", "--at", "2026-03-10T00:00Z")
    assert (done.exit_code, done.output) == (3, "Hero: nobody\n")


def test_programs_get_json(hero):
    assert json.loads(oncall("Hero", "--json").output) == [
        {
            "rotation": "Hero",
            "at": "2026-03-04T12:00:00Z",
            "on": [
                {
                    "teammate": "Lena Berg",
                    "email": "lena@acme.example",
                    "role": "on-call",
                    "because": "rotation Hero",
                }
            ],
        }
    ]


def test_a_name_that_is_none_and_a_time_that_is_none_are_refused_in_a_sentence(hero):
    assert oncall("Heroes").exception.sentence == "There is no rotation 'Heroes'. There are: Hero."
    assert isinstance(oncall("Heroes").exception, Absent)
    for at in ("yesterday", "2026-03-10T00:00"):
        assert oncall("--at", at).exit_code == 2


def test_before_there_is_a_rotation_it_says_what_to_do(db):
    assert "a lead plans one" in oncall().output
