"""What stands on the page, as the template takes it."""

from typing import Any

from frontline.people.models import Workspace
from frontline.reports.studies.outcome import Label
from frontline.reports.studies.reporting import words
from frontline.reports.studies.reporting.axis import axis_of
from frontline.reports.studies.reporting.describing import explained, measured, small_print
from frontline.reports.studies.reporting.periods import day
from frontline.reports.studies.reporting.report import Report, ReportBar

FONTS = ["Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", "DejaVu Sans", "Libertinus Serif"]
"""Those that there are; the last is part of Typst."""
MOST_BARS = 12
LARGEST = 3
LONGEST_NOTE = 240


def compose(report: Report, labels: list[Label]) -> dict[str, Any]:
    """`labels` are those whose notes may be quoted, with their conversations' numbers: none for strangers."""
    shown = _shown(report)
    axis = axis_of(report.bars)
    return {
        "fonts": FONTS,
        "house": Workspace.objects.values_list("name", flat=True).first() or "Frontline",
        "made": f"Finished {day(report.finished_at.date())}" if report.finished_at else "Still being read",
        "kind": f"Study \N{MIDDLE DOT} {', '.join(report.products)} \N{MIDDLE DOT} {report.period}",
        "question": report.question,
        "finding": report.finding.sentence,
        "finding_size": 19 if len(report.finding.sentence) < 140 else 15,
        "measured": measured(report),
        "top": axis.top,
        "ticks": list(axis.ticks),
        "interval_head": "Share, all bars at once (95 %)" if report.has_intervals else "Of those read",
        "count_head": f"That is, of {report.population:,}" if report.has_intervals else "",
        "bars": [_bar(bar) for bar in shown],
        "rest": _rest(report, len(shown)),
        "legend": explained(report),
        "largest_head": "The largest" if len(report.culprits) > 1 else "The only one",
        "largest": [_large(bar, labels) for bar in report.culprits[:LARGEST]],
        "small_print": small_print(report),
    }


def _shown(report: Report) -> tuple[ReportBar, ...]:
    if len(report.bars) <= MOST_BARS:
        return report.bars
    unsure = [bar for bar in report.bars if bar.is_unsure]
    return (*report.culprits[: MOST_BARS - len(unsure)], *unsure)


def _rest(report: Report, shown: int) -> str:
    left = len(report.bars) - shown
    if not left:
        return ""
    read = sum(bar.read for bar in report.culprits[-left:])
    return f"And {left} more culprit{'s' if left > 1 else ''} with {read} of those read together."


def _bar(bar: ReportBar) -> dict[str, Any]:
    return {
        "label": bar.label,
        "is_unsure": bar.is_unsure,
        "share": bar.share,
        "interval": list(bar.together.share) if bar.together else None,
        "helped": list(bar.helped.together) if bar.helped and bar.helped.together else None,
        "percent": words.percent(bar.share) if bar.together else str(bar.read),
        "reach": words.interval(bar.together.share) if bar.together else "read",
        "count": words.numbers(bar.together.count) if bar.together else "",
    }


def _large(bar: ReportBar, labels: list[Label]) -> dict[str, str]:
    said = (
        f"{words.percent(bar.share)} ({words.interval(bar.together.share)})"
        if bar.together
        else f"{bar.read} read"
    )
    note, number = _note(bar, labels)
    return {
        "label": bar.label,
        "said": said,
        "note": note,
        "source": f"Reader's note on #{number}" if note else "",
    }


def _note(bar: ReportBar, labels: list[Label]) -> tuple[str, int]:
    """The first in the drawn order that fits as it is, or else the beginning of the first."""
    notes = [
        (" ".join(note.note.split()), label.number)
        for label in labels
        if label.counts and label.counts.key == bar.key
        for note in label.notes
        if note.key == bar.key
    ]
    fitting = [each for each in notes if 20 <= len(each[0]) <= LONGEST_NOTE] or notes
    if not fitting:
        return "", 0
    text, number = fitting[0]
    return (
        text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}\N{HORIZONTAL ELLIPSIS}"
    ), number
