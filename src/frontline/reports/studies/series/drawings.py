"""How a product's course is drawn. Only the drawing process imports this: it needs Altair (see charts/)."""

import json
from typing import Any

import altair as alt

from frontline.reports.charts.colours import colours

SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"]
"""Lines are told apart by the form of their points too, and not by colour alone."""


def course(data: dict[str, Any]) -> Any:
    """`points`: [{"at", "name", "share", "low", "high"}]; `names` in their order; `ticks` on the axis:
    [{"at" (milliseconds), "label"}]; `acts`: [{"on", "label"}]. Days have no zone here: all is UTC, so that they are
    drawn where they stand."""
    c = colours(dark=data["dark"])
    names = data["names"]
    rows = alt.Chart(alt.Data(values=data["points"]))
    x = alt.X(
        "at:T",
        title=None,
        scale=alt.Scale(padding=24, type="utc"),
        axis=alt.Axis(
            values=[tick["at"] for tick in data["ticks"]],
            labelExpr=_labels(data["ticks"]),
            grid=False,
            labelOverlap=True,
        ),
    )
    y = alt.Y("share:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(format=".0%", tickCount=6))
    legend = alt.Legend(columnPadding=28, columns=3)
    hues = alt.Scale(domain=names, range=list(c.series)[: len(names)])
    colour = alt.Color("name:N", sort=None, scale=hues, legend=legend)
    forms = alt.Scale(domain=names, range=SHAPES[: len(names)])
    shape = alt.Shape("name:N", sort=None, scale=forms, legend=legend)
    reach = rows.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1.5, opacity=0.6)
    parts = [
        reach.encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        rows.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour),
        rows.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
    ]
    return alt.layer(*_acts(data, c.soon), *parts).properties(width=760, height=320)


def _labels(ticks: list[dict[str, Any]]) -> str:
    """An expression of Vega's: the words of each place on the axis."""
    said = {str(int(tick["at"])): tick["label"] for tick in ticks}
    return f"{json.dumps(said)}[toString(toNumber(datum.value))]"


def _acts(data: dict[str, Any], colour: str) -> list[Any]:
    if not data["acts"]:
        return []
    rows = alt.Chart(alt.Data(values=data["acts"]))
    x = alt.X("on:T")
    return [
        rows.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=colour).encode(x=x),
        rows.mark_text(
            angle=270, align="right", baseline="bottom", dx=-2, dy=-3, fontSize=11, color=colour
        ).encode(x=x, y=alt.value(0), text="label:N"),
    ]
