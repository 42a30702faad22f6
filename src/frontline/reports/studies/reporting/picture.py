"""The bars as a picture to take along."""

import textwrap
from typing import Any

from frontline.reports.charts.picture import Picture
from frontline.reports.studies.reporting import words
from frontline.reports.studies.reporting.axis import axis_of
from frontline.reports.studies.reporting.report import Report, ReportBar, Scale

_LABELS = {"together": "all bars at once (95 %)", "alone": "each bar alone (95 %)"}


def picture_of(report: Report, scale: Scale = "together") -> Picture:
    """Titled with the question and period; the subtitle says which intervals, and of how many."""
    axis = axis_of(report.bars)
    lines = f"; lines: {_LABELS[scale]}" if report.has_intervals else ""
    helped = "; below them with the model's help" if report.is_helped(scale) else ""
    data: dict[str, Any] = {
        "bars": [_row(bar, scale) for bar in report.bars],
        "top": axis.top,
        "ticks": list(axis.ticks),
        "note": f"{report.period}. {report.read:,} read of {report.population:,}{lines}{helped}",
    }
    said = ", ".join(f"{bar.label} {words.percent(bar.share)}" for bar in report.bars)
    return Picture(
        "frontline.reports.studies.reporting.drawings:bars",
        data,
        report.question,
        f"{report.finding.sentence} {said}.",
    )


def _row(bar: ReportBar, scale: Scale) -> dict[str, Any]:
    reach = bar.reach(scale)
    low, high = reach.share if reach else (None, None)
    helped_low, helped_high = (bar.helped and bar.helped.interval(scale)) or (None, None)
    said = f"{words.percent(bar.share)} ({words.interval(reach.share)})" if reach else f"{bar.read} read"
    return {
        "key": bar.key,
        "lines": textwrap.wrap(bar.label, 30, max_lines=2, placeholder=" \N{HORIZONTAL ELLIPSIS}"),
        "share": bar.share,
        "low": low,
        "high": high,
        "helped_low": helped_low,
        "helped_high": helped_high,
        "said": said,
        "is_unsure": bar.is_unsure,
    }
