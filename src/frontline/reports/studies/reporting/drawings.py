"""How the bars are drawn to take along. Only the drawing process imports this: it needs Altair (see charts/)."""

from typing import Any

import altair as alt

from frontline.reports.charts.colours import colours

_STEP = 38
_WIDTH = 420


def bars(data: dict[str, Any]) -> Any:
    """`bars`: [{"key", "lines", "share", "low", "high", "helped_low", "helped_high", "said", "is_unsure"}], in order.

    `low` and the like are null where there is no such interval; `lines` is the name in lines; `top` is the axis' end,
    marked at `ticks`; `note` stands below the title.
    """
    c = colours(dark=data["dark"])
    rows = alt.Chart(alt.Data(values=data["bars"]), height=alt.Step(_STEP), width=_WIDTH)
    y = alt.Y("key:N", title=None, sort=None, axis=None)
    scale = alt.Scale(domain=[0, data["top"]], nice=False)
    ends = alt.Axis(format=".0%", values=data["ticks"], grid=True, title=None, domain=False, ticks=False)
    x = alt.X("share:Q", scale=scale, axis=ends)
    fill = alt.condition(alt.datum.is_unsure, alt.value(c.ink_soft), alt.value(c.accent))
    bar = rows.mark_bar(height=18, opacity=0.5).encode(y=y, x=x, color=fill)
    name = rows.mark_text(align="right", dx=-8, lineHeight=14).encode(y=y, x=alt.value(0), text="lines:N")
    said = rows.mark_text(align="left", dx=10, color=c.ink_soft).encode(
        y=y, x=alt.value(_WIDTH), text="said:N"
    )
    title = {"text": "", "subtitle": data["note"], "subtitleColor": c.ink_soft, "subtitleFontSize": 12}
    return alt.layer(bar, *_lines(rows, y, scale, c.ink, c.soon), name, said).properties(title=title)


def _lines(rows: alt.Chart, y: alt.Y, scale: alt.Scale, ink: str, helped: str) -> list[Any]:
    """The intervals with their ends, and below them those with the model's help."""
    plain = rows.transform_filter("isValid(datum.low)")
    low, high = (alt.X(f"{end}:Q", scale=scale) for end in ("low", "high"))
    short = rows.transform_filter("isValid(datum.helped_low)").mark_rule(
        color=helped, strokeWidth=4, yOffset=15
    )
    return [
        plain.mark_rule(color=ink, strokeWidth=1.75).encode(y=y, x=low, x2="high:Q"),
        plain.mark_tick(color=ink, thickness=1.75, size=10, opacity=1).encode(y=y, x=low),
        plain.mark_tick(color=ink, thickness=1.75, size=10, opacity=1).encode(y=y, x=high),
        short.encode(y=y, x=alt.X("helped_low:Q", scale=scale), x2="helped_high:Q"),
    ]
