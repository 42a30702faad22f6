"""python -m simulation [--studies 1000] [--write]: all of it, as tables; with --write they go into docs/studies.md."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from simulation import changing, covering
from simulation.populations import CLARITIES, KINDS, Kind
from simulation.tables import fails, tables

DOCS = Path(__file__).parent.parent / "docs" / "studies.md"
BEGIN, END = "<!-- simulation: begin -->", "<!-- simulation: end -->"
PART = 50  # studies at a time, in one process
T = TypeVar("T", covering.Tally, changing.Changes)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    options.add_argument("--studies", type=int, default=1000, help="of each kind")
    options.add_argument("--write", action="store_true", help="put the tables into docs/studies.md")
    said = options.parse_args()
    began = time.monotonic()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        alone = {kind: _run(pool, partial(covering.plain, kind), said.studies) for kind in KINDS}
        helped = {
            (kind, model): _run(pool, partial(covering.helped, kind, model), said.studies)
            for kind in KINDS
            for model in CLARITIES
        }
        small = {
            read: _run(pool, partial(covering.helped, _small(read), "about 80 %"), said.studies)
            for read in (60, 100)
        }
        same = {kind: _run(pool, partial(changing.without, kind), said.studies) for kind in KINDS}
        halved = {kind: _run(pool, partial(changing.halved, kind), said.studies) for kind in KINDS}
    text = tables(alone, helped, small, same, halved, studies=said.studies)
    print(text)
    print(f"{time.monotonic() - began:.0f} s")
    if said.write:
        whole = DOCS.read_text()
        head, rest = whole.split(BEGIN)
        DOCS.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.split(END)[1]}")
    wrong = fails(alone, helped, same, halved)
    for each in wrong:
        print("NOT REACHED:", each, file=sys.stderr)
    return 1 if wrong else 0


def _small(read: int) -> Kind:
    return Kind(f"skewed, {read} read", KINDS[0].shares, read=read)


def _run(pool: ProcessPoolExecutor, one: Callable[[int, int], T], studies: int) -> T:
    """Parts of it side by side; the same whatever the number of processes, since each part has a seed of its own."""
    sizes = [min(PART, studies - start) for start in range(0, studies, PART)]
    parts = list(pool.map(one, sizes, range(1, len(sizes) + 1)))
    whole = parts[0]
    for part in parts[1:]:
        whole.add(part)
    print(".", end="", flush=True, file=sys.stderr)
    return whole


if __name__ == "__main__":
    sys.exit(main())
