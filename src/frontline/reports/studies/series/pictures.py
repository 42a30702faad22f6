"""The picture of a product's course, as plain data."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from frontline.reports.charts.picture import Picture
from frontline.reports.studies.reporting import words
from frontline.reports.studies.series.course import Course, Line, Period

LINES = 6
"""As many as there are colours that stay apart."""
_LONGEST = 28


def course(found: Course) -> Picture:
    """A line for each of the culprits that were largest in any study, so that what was mended is there too; with the
    intervals of all bars at once; actions as upright lines."""
    lines = sorted((each for each in found.lines if each.culprit_id), key=lambda each: -each.most)[:LINES]
    return Picture(
        "frontline.reports.studies.series.drawings:course",
        {
            "names": _names(lines),
            "points": [
                row for place, line in enumerate(lines) for row in _points(found, line, place, len(lines))
            ],
            "ticks": [
                {"at": _middle(found, place).timestamp() * 1000, "label": _abridged(period)}
                for place, period in enumerate(found.periods)
            ],
            "acts": [{"on": act.on.isoformat(), "label": _short(act.title)} for act in found.acts],
        },
        f"{found.product.name}: share of each culprit, study by study",
        " ".join([found.surfaced, *(_said(found, line) for line in lines)])[:2000],
        is_titled=False,
    )


def _points(found: Course, line: Line, place: int, of: int) -> list[dict[str, Any]]:
    """Beside each other by a little, so that intervals of one study don't hide each other."""
    aside = _gap(found) * (0.25 * (place - (of - 1) / 2) / max(1, of))
    return [
        {
            "at": (_middle(found, number) + aside).isoformat(timespec="minutes"),
            "name": _names([line])[0],
            "share": point.share,
            "low": point.interval[0] if point.interval else None,
            "high": point.interval[1] if point.interval else None,
        }
        for number, point in enumerate(line.points)
        if point
    ]


def _middle(found: Course, place: int) -> datetime:
    study = found.periods[place].study
    first = datetime(study.from_on.year, study.from_on.month, study.from_on.day)
    return first + timedelta(days=((study.until_on - study.from_on).days + 1) / 2)


def _gap(found: Course) -> timedelta:
    """Between two neighbours, the least."""
    places = [_middle(found, place) for place in range(len(found.periods))]
    gaps = [later - earlier for earlier, later in pairwise(places)]
    return min((gap for gap in gaps if gap), default=timedelta(days=30))


def _abridged(period: Period) -> str:
    """ "May 2026", "10 Aug to 6 Sep 2026"."""
    first, last = period.study.from_on, period.study.until_on
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        same = (first.year, first.month) == (last.year, last.month)
        return f"{last:%b %Y}" if same else f"{first:%b} to {last:%b %Y}"
    return f"{first.day} {first:%b} to {last.day} {last:%b %Y}"


def _names(lines: list[Line]) -> list[str]:
    return [_short(line.name) for line in lines]


def _said(found: Course, line: Line) -> str:
    said = ", ".join(
        f"{words.percent(point.share)} in {period.words}"
        for period, point in zip(found.periods, line.points, strict=True)
        if point
    )
    return f"{line.name}: {said}."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
