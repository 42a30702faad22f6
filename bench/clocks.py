"""How quickly promises that fall due together are seen to: python -m bench.clocks

1,000 promises of as many open conversations reach their warning in one minute, and later break in one minute. Measured
is what a worker's timer does then, in seconds: marking and recording them, and telling whom it concerns. The timer
looks every ten seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bench.stage import Stage

COUNT, CONVERSATIONS = 1000, 10_000
R = TypeVar("R")
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), CONVERSATIONS)
        try:
            for name, value in measure(stage).items():
                print(f"{name}: {value}")
        finally:
            stage.cluster.stop()


def measure(stage: Stage) -> dict[str, str]:
    """Each figure in words, by what was measured; on a stage where nothing else runs."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.clocks", "inside"],
        env=stage.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(ran.stdout.splitlines()[-1])
    return found


def inside() -> None:
    """In a process of its own, which stands in the database that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "frontline.config.settings"
    import django

    django.setup()
    from frontline.inbox.clocks.ringing import ring
    from frontline.inbox.models import Clock
    from frontline.kernel import clock

    now = clock.now().replace(microsecond=0)
    made = _clocks(now)
    found = {}
    for name, moved in (("warned", 7 * _HOUR + 30 * _MINUTE), ("broken", 8 * _HOUR + _MINUTE)):
        _move(made, now - moved)
        rung, took = _timed(lambda: ring(now))
        assert getattr(rung, name) == COUNT, rung
        told, tells = _timed(_tell)
        found[f"{COUNT:,} promises {name} in one minute: marked and recorded"] = f"{took:.2f} s"
        found[f"{COUNT:,} promises {name} in one minute: told ({told} notices)"] = f"{tells:.2f} s"
    _, took = _timed(lambda: ring(now))
    found["looking when nothing is due"] = f"{took * 1000:.1f} ms"
    Clock.objects.filter(pk__in=made).delete()
    print(json.dumps(found))


def _clocks(now: datetime) -> list[int]:
    """The ids of clocks that run in as many open conversations, around the clock, and are due within a minute."""
    from frontline.inbox.models import Clock, Conversation

    Clock.objects.all().delete()
    numbers = Conversation.objects.filter(status="open", waits_for_customer=False, snoozed_until=None)
    rows = Clock.objects.bulk_create(
        Clock(
            conversation_id=number,
            kind="first_reply",
            tier="priority",
            warn_for=7 * _HOUR,
            promised_for=8 * _HOUR,
            calendar="always",
            started_at=now,
            since_at=now,
            worked_for=timedelta(),
        )
        for number in numbers.order_by("-pk").values_list("pk", flat=True)[:COUNT]
    )
    assert len(rows) == COUNT, len(rows)
    return [row.pk for row in rows]


def _move(made: list[int], began: datetime) -> None:
    """As if they had begun in the minute before that instant."""
    from frontline.inbox.models import Clock

    rows = list(Clock.objects.filter(pk__in=made).order_by("pk"))
    for n, row in enumerate(rows):
        row.started_at = row.since_at = began - n % 60 * timedelta(seconds=1)
        row.warn_at, row.due_at = row.since_at + 7 * _HOUR, row.since_at + 8 * _HOUR
    Clock.objects.bulk_update(rows, ["started_at", "since_at", "warn_at", "due_at"])


def _tell() -> int:
    from frontline.shift.telling import news, warning

    return news.tell_news() + warning.warn()


def _timed(work: Callable[[], R]) -> tuple[R, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


if __name__ == "__main__":
    inside() if sys.argv[1:] == ["inside"] else main()
