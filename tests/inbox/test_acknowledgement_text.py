"""What the automatic acknowledgement says, and what nobody can make it say."""

import pytest

from frontline.inbox.acknowledgement_text import render_acknowledgement
from frontline.inbox.models import Conversation
from frontline.people.models import Customer, Workspace


def said(name: str = "Ada Okafor", promise: str = "within one working day", **options: str) -> str:
    conversation = Conversation(pk=1042, subject="Backups fail", customer=Customer(name=name))
    return render_acknowledgement(
        conversation, Workspace(name="Acme Cloud", reply_promise=promise), **options
    )


def test_it_greets_by_name_and_says_number_time_and_how_to_go_on():
    assert said(link="https://help.acme.example/c/x") == (
        "Hello Ada,\n\n"
        "thank you for writing to us. Your message has arrived, and its number is **#1042**.\n\n"
        "We expect to answer within one working day.\n\n"
        "If there is anything to add, answer this mail: it goes to the same conversation.\n\n"
        "You can also follow it here: <https://help.acme.example/c/x>\n\n"
        "Acme Cloud"
    )


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("Jean-Luc Picard", "Jean-Luc"), ("O\u2019Brien", "O\u2019Brien"), ("Łukasz", "Łukasz")],
)
def test_names_of_all_kinds_are_greeted(name, greeting):
    assert said(name).startswith(f"Hello {greeting},\n")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "http://evil.example",
        "[click](http://evil.example)",
        "ada@northwind.example",
        "evil.example",
        "**BUY**",
        "x" * 41,
        "<b>",
    ],
)
def test_what_is_no_name_is_not_repeated(name):
    assert said(name).startswith("Hello,\n")


def test_the_subject_is_not_sent_back_to_whoever_may_have_forged_it():
    assert "Backups" not in said()


def test_without_a_promise_or_a_link_there_is_no_empty_sentence():
    assert "We expect" not in said(promise=" ")
    assert "follow" not in said()
    assert "\n\n\n" not in said(promise="")
