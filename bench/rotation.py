"""How fast rotations are worked out: python -m bench.rotation

500 rotations of 50 members over a year, and who is on now; medians of several runs, without reading JSON. The time of
the processor stands beside the wall clock's, for machines that do other things too.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.figures import machine
from frontline.rotation.evaluate import evaluate, who_is_on
from frontline.rotation.reading import read

ROTATIONS, MEMBERS = 500, 50
ZONES = ("UTC", "Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe")
START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    print(f"On {machine()}")
    for name, value in measure().items():
        print(f"{name}: {value}")


def measure() -> dict[str, str]:
    """Each figure in words, by what was measured."""
    found = {}
    for unit in ("week", "day"):
        spec = read(specification(unit))
        shifts = sum(map(len, evaluate(spec).values()))
        name = f"{ROTATIONS} rotations x {MEMBERS} members x 1 year, one {unit} each"
        found[name] = f"{milliseconds(lambda spec=spec: evaluate(spec), 5)}, {shifts:,} shifts"
    spec = read(specification("week"))
    now = START + timedelta(days=100, hours=5)
    found["who is on now, one rotation"] = milliseconds(lambda: who_is_on(spec, "r7", now), 200)
    found["who is on now, derived"] = milliseconds(lambda: who_is_on(spec, "backup", now), 200)
    return found


def specification(unit: str) -> dict[str, Any]:
    """Every tenth rotation has an amendment; one is derived from two of them."""
    rotations = [
        {
            "name": f"r{number}",
            "timezone": ZONES[number % len(ZONES)],
            "anchor": "2025-12-29T09:00",
            "unit": unit,
            "lineups": [{"members": [f"{number}-{member}" for member in range(MEMBERS)]}],
        }
        for number in range(ROTATIONS)
    ]
    swaps = [
        {
            "rotation": f"r{number}",
            "kind": "swap",
            "from": "2026-04-01T00:00:00Z",
            "to": "2026-06-01T00:00:00Z",
            "teammate": f"{number}-3",
            "instead_of": f"{number}-14",
        }
        for number in range(0, ROTATIONS, 10)
    ]
    backup = {"secondary": {"team": "core", "hero": "r7", "primary": "r8"}}
    return {
        "rotations": rotations,
        "amendments": swaps,
        "teams": {"core": [f"7-{member}" for member in range(0, MEMBERS, 2)]},
        "derived": [{"name": "backup", "expr": backup}],
        "from": START.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "until": (START + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def milliseconds(call: Callable[[], object], times: int) -> str:
    """Median and worst, and the median of the processor's time."""
    passed, used = [], []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        call()
        used.append((time.process_time() - worked) * 1000)
        passed.append((time.perf_counter() - begun) * 1000)
    median = statistics.median
    return f"{median(passed):.3g} ms (at most {max(passed):.3g}; {median(used):.3g} of the processor)"


if __name__ == "__main__":
    sys.exit(main())
