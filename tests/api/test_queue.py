"""The queue over REST, and putting conversations off."""

from datetime import timedelta

import pytest

from frontline.inbox.models import Conversation
from frontline.kernel import clock
from tests.api.test_conversations import PATH, Caller
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def mia(cast: Cast) -> Caller:
    return Caller(cast.mia)


def test_the_queue_is_in_its_order_and_paged(mia: Caller):
    made = [
        received(sender).conversation for sender in ("eve@elsewhere.example", "ada@northwind.example") * 3
    ]
    later = (clock.now() + timedelta(days=2)).isoformat()
    mia("PUT", f"{PATH}/{made[0].pk}/snooze", {"until": later, "why": "Call-back promised"})

    numbers: list[int] = []
    cursor = ""
    while cursor is not None:
        page = mia("GET", f"{PATH}?order=queue&limit=2&cursor={cursor}")
        numbers += [item["number"] for item in page["items"]]
        cursor = page["next_cursor"]

    ada, eve = [c.pk for c in made[1::2]], [c.pk for c in made[2::2]]
    assert numbers == [*ada, *eve], "Priority first, then who has waited longest, and nothing that is put off"


def test_it_is_put_off_and_taken_back(mia: Caller):
    conversation = received().conversation
    until = (clock.now() + timedelta(days=2)).replace(microsecond=0)

    put_off = mia("PUT", f"{PATH}/{conversation.pk}/snooze", {"until": until.isoformat(), "theirs": True})
    assert put_off["snoozed_until"] == until.isoformat().replace("+00:00", "Z")
    assert put_off["due_at"] is None
    assert Conversation.objects.get().snooze_is_theirs

    for _ in range(2):
        back = mia("DELETE", f"{PATH}/{conversation.pk}/snooze")
        assert back["snoozed_until"] is None
        assert back["due_at"] is not None


@pytest.mark.parametrize(
    "until", ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "2026-12-01T09:00:00", "soon"]
)
def test_instants_that_make_no_sense_are_refused(mia: Caller, until: str):
    conversation = received().conversation
    answer = mia("PUT", f"{PATH}/{conversation.pk}/snooze", {"until": until}, status=422)
    assert answer["error"]["code"] == "invalid"
