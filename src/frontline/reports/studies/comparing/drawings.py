"""How comparisons are drawn. Only the drawing process imports this: it needs Altair (see charts/)."""

from typing import Any

import altair as alt

from frontline.reports.charts.colours import colours


def differences(data: dict[str, Any]) -> Any:
    """`rows`: [{"culprit", "before", "after", "low", "high", "verdict"}], in their order, shares as fractions of one.

    A hollow point is the earlier share, a full one the later; the line under them is where the later share lies as far
    as the interval of the difference goes. By colour and by the form of the point: fewer, more, or can't tell.
    """
    c = colours(dark=data["dark"])
    rows = alt.Chart(alt.Data(values=data["rows"]), height=alt.Step(30), width=520)
    y = alt.Y("culprit:N", title=None, sort=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=260))
    x = alt.X("before:Q", title=None, axis=alt.Axis(format=".0%", grid=True, tickCount=6))
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(
            domain=["fewer, not by chance", "more, not by chance", "can't tell"],
            range=[c.fine, c.breach, c.ink_soft],
        ),
    )
    shape = alt.Shape(
        "verdict:N",
        scale=alt.Scale(
            domain=["fewer, not by chance", "more, not by chance", "can't tell"],
            range=["triangle-left", "triangle-right", "circle"],
        ),
        legend=None,
    )
    return alt.layer(
        rows.mark_rule(strokeWidth=7, opacity=0.22).encode(
            y=y, x=alt.X("low:Q", title=None), x2="high:Q", color=colour
        ),
        rows.mark_rule(strokeWidth=1.5).encode(y=y, x=x, x2="after:Q", color=colour),
        rows.mark_point(filled=False, size=70, shape="circle", strokeWidth=1.75, fill=c.surface).encode(
            y=y, x=x, stroke=colour
        ),
        rows.mark_point(filled=True, size=110, opacity=1).encode(
            y=y, x=alt.X("after:Q", title=None), color=colour, shape=shape
        ),
    )


def weeks(data: dict[str, Any]) -> Any:
    """`weeks`: [{"week", "count"}]; `studies`: [{"from", "until", "label"}]; `acts`: [{"on", "label"}]."""
    c = colours(dark=data["dark"])
    time = "utcyearmonthdate"
    shades = alt.Chart(alt.Data(values=data["studies"]))
    shaded = shades.mark_rect(opacity=0.9, color=c.accent_wash).encode(
        x=alt.X(f"{time}(from):T", title=None), x2=f"{time}(until):T"
    )
    named = shades.mark_text(align="left", baseline="top", dx=4, dy=4, fontSize=11, color=c.ink_soft).encode(
        x=f"{time}(from):T", y=alt.value(0), text="label:N"
    )
    # Room above the line for the names of the two studies.
    top = alt.Scale(domainMax=1.15 * max((week["count"] for week in data["weeks"]), default=1) or 1)
    volumes = (
        alt.Chart(alt.Data(values=data["weeks"]))
        .mark_line(point={"size": 35}, color=c.accent)
        .encode(
            x=alt.X(f"{time}(week):T", axis=alt.Axis(format="%-d %b", labelOverlap=True)),
            y=alt.Y(
                "count:Q",
                title="Conversations a week",
                scale=top,
                axis=alt.Axis(tickMinStep=1, format="d", tickCount=5),
            ),
        )
    )
    acts = alt.Chart(alt.Data(values=data["acts"]))
    done = acts.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=c.soon).encode(x=f"{time}(on):T")
    said = acts.mark_text(
        angle=270, align="right", baseline="bottom", dx=-24, dy=-3, fontSize=11, color=c.soon
    ).encode(x=f"{time}(on):T", y=alt.value(0), text="label:N")
    return alt.layer(shaded, volumes, *([done, said] if data["acts"] else []), named).properties(
        width=760, height=230
    )
