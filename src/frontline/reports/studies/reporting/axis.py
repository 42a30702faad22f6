"""How far the bars' axis goes, and where it is marked."""

import math
from dataclasses import dataclass

from frontline.reports.studies.reporting.report import ReportBar


@dataclass(frozen=True, slots=True)
class Axis:
    """From 0 to `top`, a fraction of one; marked at `ticks`."""

    top: float
    ticks: tuple[float, ...]

    def at(self, share: float) -> str:
        """Where a share stands, as SVG has it: "42.5%"."""
        return f"{100 * share / self.top:.2f}%"

    def wide(self, low: float, high: float) -> str:
        return self.at(high - low)


def axis_of(bars: tuple[ReportBar, ...]) -> Axis:
    """The same for both kinds of interval, so that nothing but the intervals moves between them."""
    most = max((bar.together.share[1] if bar.together else bar.share for bar in bars), default=1.0)
    step = 0.05 if most <= 0.2 else 0.1 if most <= 0.5 else 0.2
    top = min(1.0, step * math.ceil(most / step - 1e-9)) or step
    return Axis(top, tuple(round(step * n, 2) for n in range(round(top / step) + 1)))
