"""Measure, and write bench/RESULTS.md.

make bench                              10,000 and 200,000 conversations
make bench ARGS="--sizes 1000000"       a million (loads for a quarter of an hour, takes some 10 GB)
make bench ARGS="--no-mail --no-write"
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import clocks, figures, hours, mail, pages, report, reports, rotation, studies
from bench.stage import Stage

Measure = Callable[[Stage], dict[str, str]]


def main() -> None:
    logging.disable(logging.INFO)
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 200_000])
    arguments.add_argument("--data", type=Path, default=Path("data/bench"))
    arguments.add_argument("--mails", type=int, default=2000)
    arguments.add_argument("--no-mail", action="store_true")
    arguments.add_argument("--no-studies", action="store_true", help="not the studies over a million")
    arguments.add_argument("--no-write", action="store_true")
    given = arguments.parse_args()
    given.data.mkdir(parents=True, exist_ok=True)
    kept = given.data.resolve() / "figures.json"
    measured = json.loads(kept.read_text()) if kept.exists() else {}
    for size in given.sizes:
        measured[str(size)] = _measure(Stage(given.data.resolve(), size), 0 if given.no_mail else given.mails)
        kept.write_text(json.dumps(measured, indent=1))
        print(json.dumps({size: measured[str(size)]}, indent=1), flush=True)
    measured["clocks"] = _on_stage(given.data.resolve(), clocks.CONVERSATIONS, clocks.measure)
    if not given.no_studies:
        measured["studies"] = _on_a_new_stage(lambda stage: studies.measure(stage, studies.COUNT))
    measured["rotations"] = rotation.measure()
    measured["hours"] = hours.measure()
    kept.write_text(json.dumps(measured, indent=1))
    if not given.no_write:
        Path("bench/RESULTS.md").write_text(report.written(measured))


def _on_stage(data: Path, count: int, measure: Measure) -> dict[str, str]:
    stage = Stage(data, count)
    try:
        return measure(stage)
    finally:
        stage.cluster.stop()


def _on_a_new_stage(measure: Measure) -> dict[str, str]:
    """For what fills it with conversations of its own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the server runs as another account, if we are root
        return _on_stage(Path(folder), 1000, measure)


def _measure(stage: Stage, mails: int) -> dict[str, object]:
    found: dict[str, object] = {"machine": figures.machine()}
    try:
        counted = reports.count(stage)  # once in a house's life, so not beside the pages that are measured
        with stage.running("run --empty") as pids:
            found["at rest, MiB"] = round(figures.proportional_set_size([*pids, stage.cluster.pid() or 0]))
            found |= {name: [t.p50, t.p99] for name, t in pages.measure(stage).items()}
            live = pages.live(stage)
            found["live"] = [live.p50, live.p99]
            found["after work, MiB"] = round(figures.proportional_set_size([*pids, stage.cluster.pid() or 0]))
            if mails:
                found["mail in, one process"] = vars(mail.measure(stage, mails))
        if mails:
            with stage.running("mail", "worker"):
                found["mail in, mail and worker"] = vars(mail.measure(stage, mails))
        found["reports"] = counted | reports.measure(stage)
    finally:
        stage.cluster.stop()
    return found


if __name__ == "__main__":
    main()
