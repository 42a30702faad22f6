"""The self-check says when teammates don't hear of what they are told."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from frontline.config.selfcheck import metrics, notices
from frontline.config.selfcheck.finding import State
from frontline.notify.models import Delivery
from frontline.notify.telling import tell
from tests.builders.rotations import utc
from tests.builders.telling import whispers

__all__ = ["whispers"]
pytestmark = pytest.mark.django_db


def test_it_says_what_waits_and_what_failed(cast, whispers):
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        assert notices.notices().state == State.OK
        with transaction.atomic():
            tell([cast.mia], kind="test", subject="s", text="t", key="k")
        clock.shift(timedelta(minutes=20))
        found = notices.notices()
        assert (found.state, found.figures["notice_lag_seconds"]) == (State.BAD, 1200.0)
        Delivery.objects.update(state="failed")
        found = notices.notices()
        assert (found.state, found.sentence) == (State.WARN, "1 notice did not reach a teammate.")
        clock.shift(timedelta(days=8))
        assert notices.notices().state == State.OK


def test_its_figures_are_known_to_prometheus():
    assert {"notices_failed", "notice_lag_seconds"} <= set(metrics._HELP)
