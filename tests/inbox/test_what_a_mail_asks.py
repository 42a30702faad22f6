"""What a mail asks of the database is little, and the same however much there is already."""

import pytest

from frontline.hours import current as calendars
from frontline.inbox import receiving
from frontline.inbox.clocks import current as promises
from frontline.inbox.replying import reply
from tests.builders.letters import Letters, letter, received
from tests.cast import Cast

BLOCK = 2  # the transaction's beginning and end, which here are a savepoint's


@pytest.fixture(autouse=True)
def _what_a_process_keeps_is_there(cast: Cast, letters: Letters, monkeypatch: pytest.MonkeyPatch):
    """Promises and calendars are asked for once a second at most; here they are kept as long as it takes."""
    for kept in (promises, calendars):
        kept.forget()
        monkeypatch.setattr(kept, "FRESH_FOR", 3600.0)
    received()


def test_what_arrives_is_kept_with_its_job_by_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        letter()


def test_a_new_matter_is_taken_looked_up_written_and_recorded(django_assert_num_queries):
    new = letter()
    with django_assert_num_queries(BLOCK + 4):
        receiving.receive(new.pk)


@pytest.mark.parametrize("letters_in_it", [1, 12])
def test_an_answer_asks_the_same_whatever_came_before(
    cast: Cast, letters_in_it: int, django_assert_num_queries
):
    first = received(message_id="<one@customer.example>")
    for _ in range(letters_in_it):
        received(in_reply_to="<one@customer.example>")
        reply(first.conversation, "replied", by=cast.mia)
    answer = letter(in_reply_to="<one@customer.example>")

    # Besides: where it belongs, the conversation, who takes part, its clocks, and the clocks as they are then.
    with django_assert_num_queries(BLOCK + 4 + 5):
        receiving.receive(answer.pk)
