"""Report pages, counting everything from scratch, and what a picture costs.

    python -m bench.reports /path/of/bench/data/200000        one size that is loaded already, by itself

The first run over a size counts all of its conversations (a million takes minutes; nothing else is needed), after that
only what is new. The generated conversations lie 274 to the day from November 2024 on, whatever their number: more of
them are more years. So that the pages see as many facts as a team has that gets a million in two years, long periods
are measured beside four weeks.
"""

import json
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import httpx

from bench import figures
from bench.figures import Timings
from bench.pages import signed_in
from bench.stage import FRONTLINE, Stage

ROUNDS = 30
DAYS = {"4 weeks": 28, "a quarter": 91, "as many as 4 weeks of a million in two years": 140}
_COUNT = """
import time
from frontline.reports.numbers import following
from frontline.reports.numbers.models import Fact
began = time.monotonic()
following.start_over()
while not following.catch_up(600):
    pass
took = time.monotonic() - began
from django.db import connection
connection.cursor().execute("VACUUM ANALYZE numbers_fact")
print(round(took, 1), Fact.objects.count())
"""


def measure(stage: Stage) -> dict[str, str]:
    """What was measured, in words. The stage's processes must not run, and all must have been counted."""
    found: dict[str, str] = {}
    with stage.running("web") as pids:
        browser = signed_in(stage)
        at_rest = figures.proportional_set_size(pids)
        last = _last_day(stage)
        for name, days in DAYS.items():
            asked = f"period=dates&first={last - timedelta(days=days - 1)}&last={last}"
            found[f"report page, {name}: p50 / p99"] = f"{_timed(browser, f'/numbers?{asked}')} ms"
            narrowed = _timed(browser, f"/numbers?{asked}&tier=priority&category=none")
            found[f"the same, one tier without a category, {name}: p50 / p99"] = f"{narrowed} ms"
            behind = _timed(browser, f"/numbers/conversations?{asked}&of=first-replies")
            found[f"the conversations behind a number, {name}: p50 / p99"] = f"{behind} ms"
        address = f"/numbers/charts/volume.svg?period=dates&first={last - timedelta(days=27)}&last={last}"
        began = time.perf_counter()
        browser.get(address).raise_for_status()
        found["the first picture, the drawing process started"] = f"{time.perf_counter() - began:.2f} s"
        drawing = figures.proportional_set_size(pids)
        found["a picture that is kept: p50 / p99"] = f"{_timed(browser, address)} ms"
        time.sleep(25)  # process.IDLE_FOR, and some
        left = figures.proportional_set_size(pids)
        found["web process: before, while drawing, and after"] = (
            f"{at_rest:.0f}, {drawing:.0f}, {left:.0f} MiB"
        )
    return found


def _last_day(stage: Stage) -> date:
    """The last whole day that has conversations, of those that are over: a million reach into years to come."""
    newest: date = stage.query(
        "SELECT max(created_at)::date FROM inbox_conversation WHERE created_at < now()"
    )
    return newest - timedelta(days=1)


def count(stage: Stage) -> dict[str, str]:
    """How long it takes to count all of them, from scratch; what a new house does beside its first pages."""
    done = subprocess.run(
        [FRONTLINE, "manage", "shell", "--no-imports", "-c", _COUNT],
        env=stage.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, facts = done.stdout.split()[-2:]
    return {"all conversations counted from scratch": f"{seconds} s ({int(facts):,} facts)"}


def _timed(browser: httpx.Client, address: str) -> Timings:
    timings = Timings()
    for n in range(ROUNDS + 3):
        began = time.perf_counter()
        browser.get(address).raise_for_status()
        if n >= 3:
            timings.add((time.perf_counter() - began) * 1000)
    return timings


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    stage = Stage(folder.parent, int(folder.name))
    try:
        print(json.dumps(count(stage) | measure(stage), indent=1))
    finally:
        stage.cluster.stop()
