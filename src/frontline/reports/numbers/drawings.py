"""How the report's pictures are drawn. Only the drawing process imports this: it needs Altair (see charts/)."""

from typing import Any

import altair as alt

from frontline.reports.charts.colours import colours

WIDTH, HEIGHT = 430, 200  # of two in a row on a wide page, each as large as it is drawn

_MARKS = {"release": (3, [4, 3]), "incident": (1, [1, 0]), "other": (5, [2, 2])}
"""By kind: which of the series' colours, and how the line is dashed."""


def volume(data: dict[str, Any]) -> Any:
    """`days`: [{"day", "opened", "solved"}]; `marks`. Opened as bars, solved as a line."""
    named = [
        {"day": day["day"], "name": name.capitalize(), "count": day[name]}
        for day in data["days"]
        for name in ("opened", "solved")
    ]
    rows = alt.Chart(alt.Data(values=named))
    y = alt.Y("count:Q", title=None, axis=_whole())
    colour = alt.Color("name:N", scale=alt.Scale(domain=["Opened", "Solved"]))
    bars = rows.transform_filter(alt.datum.name == "Opened").mark_bar(opacity=0.85)
    line = rows.transform_filter(alt.datum.name == "Solved").mark_line(point={"size": 25})
    parts = [part.encode(x=_day(), y=y, color=colour) for part in (bars, line)]
    return _sized(alt.layer(*parts, *_marks(data)))


def reply_times(data: dict[str, Any]) -> Any:
    """`days`: [{"day", "median"}] in `unit`; `marks`."""
    days = alt.Chart(alt.Data(values=data["days"]))
    line = days.mark_line(point={"size": 25}).encode(x=_day(), y=alt.Y("median:Q", title=data["unit"]))
    return _sized(alt.layer(line, *_marks(data)))


def backlog(data: dict[str, Any]) -> Any:
    """`days`: [{"day", "open"}]; `marks`."""
    days = alt.Chart(alt.Data(values=data["days"]))
    area = days.mark_area(line=True, opacity=0.35).encode(
        x=_day(), y=alt.Y("open:Q", title=None, axis=_whole())
    )
    return _sized(alt.layer(area, *_marks(data)))


def bars(data: dict[str, Any]) -> Any:
    """`bars`: [{"label", "count"}], in their order; the counts stand at their ends."""
    rows = alt.Chart(alt.Data(values=data["bars"]), height=alt.Step(25))
    y = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    x = alt.X("count:Q", title=None, axis=None)
    return alt.layer(
        rows.mark_bar().encode(y=y, x=x),
        rows.mark_text(align="left", dx=5).encode(y=y, x=x, text=alt.Text("count:Q", format=",")),
    ).properties(width=330)


def _sized(chart: Any) -> Any:
    return chart.properties(width=WIDTH, height=HEIGHT)


def _day() -> alt.X:
    # The days are the reader's own, and have no hours: as UTC, they are drawn where they stand.
    unit = "utcyearmonthdate"
    return alt.X(f"{unit}(day):T", title=None, axis=alt.Axis(format="%-d %b", tickCount=5, labelOverlap=True))


def _whole() -> alt.Axis:
    return alt.Axis(tickMinStep=1, format="d", tickCount=5)


def _marks(data: dict[str, Any]) -> list[alt.Chart]:
    """`marks`: [{"day", "label", "kind"}] as upright lines, with their words at the top."""
    if not data["marks"]:
        return []
    rows = alt.Chart(alt.Data(values=data["marks"]))
    x = alt.X("utcyearmonthdate(day):T")
    series = colours(dark=data["dark"]).series
    return [
        part
        for kind, (place, dash) in _MARKS.items()
        for part in (
            rows.transform_filter(alt.datum.kind == kind)
            .mark_rule(color=series[place], strokeWidth=1.5, strokeDash=dash)
            .encode(x=x),
            rows.transform_filter(alt.datum.kind == kind)
            .mark_text(
                angle=270, align="right", baseline="bottom", dx=-4, dy=-3, fontSize=11, color=series[place]
            )
            .encode(x=x, y=alt.value(0), text="label:N"),
        )
    ]
