"""Figures: what was measured, with its spread, and how it is written down."""

import os
import platform
import statistics
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Timings:
    """Milliseconds."""

    each: list[float] = field(default_factory=list)

    def add(self, milliseconds: float) -> None:
        self.each.append(milliseconds)

    @property
    def p50(self) -> float:
        return statistics.median(self.each)

    @property
    def p99(self) -> float:
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * 0.99))]

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p99:.1f}"


def machine() -> str:
    """What it was measured on."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Python {platform.python_version()}"


def proportional_set_size(pids: list[int]) -> float:
    """MiB of those processes and all below them; shared pages are counted once (proc_pid_smaps(5), Pss)."""
    everyone = {int(p.name): p for p in Path("/proc").iterdir() if p.name.isdigit()}
    parents = {}
    for pid, folder in everyone.items():
        try:
            parents[pid] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    wanted = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in wanted} - wanted:
        wanted |= more
    total = 0
    for pid in wanted:
        try:
            lines = (everyone[pid] / "smaps_rollup").read_text().splitlines()
        except (OSError, KeyError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
