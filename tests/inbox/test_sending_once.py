"""A dispatch whose sender died goes on when its job comes again; of two senders only one speaks."""

from datetime import timedelta

import pytest

from frontline.inbox import dispatching
from frontline.inbox.models import Dispatch
from frontline.inbox.replying import reply
from frontline.kernel import clock
from tests.builders.letters import Letters, received
from tests.cast import Cast


@pytest.fixture
def dispatch(cast: Cast, letters: Letters) -> Dispatch:
    reply(received().conversation, "Hello", hold_for=timedelta(0), by=cast.mia)
    return Dispatch.objects.get()


def test_a_dispatch_whose_sender_died_goes_on_when_its_job_comes_again(dispatch: Dispatch, letters: Letters):
    Dispatch.objects.update(state="sending", attempts=1, tried_at=clock.now())

    dispatching.send(dispatch.pk)

    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.attempts) == ("sent", 2)
    assert len(letters.delivered) == 1


def test_of_two_attempts_that_began_only_the_last_goes_on(
    dispatch: Dispatch, letters: Letters, monkeypatch: pytest.MonkeyPatch
):
    begin = dispatching._begin

    def begin_and_be_overtaken(dispatch_id: int) -> int | None:
        first = begin(dispatch_id)
        begin(dispatch_id)
        return first

    monkeypatch.setattr(dispatching, "_begin", begin_and_be_overtaken)
    dispatching.send(dispatch.pk)
    assert letters.delivered == []

    monkeypatch.setattr(dispatching, "_begin", begin)
    dispatching.send(dispatch.pk)
    assert len(letters.delivered) == 1


def test_what_was_sent_is_not_sent_again(dispatch: Dispatch, letters: Letters):
    dispatching.send(dispatch.pk)
    dispatching.send(dispatch.pk)
    assert len(letters.delivered) == 1
