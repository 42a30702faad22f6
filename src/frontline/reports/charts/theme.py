"""How charts look: Vega-Lite's configuration from our colours. Source: vega.github.io/vega-lite/docs/config.html."""

from typing import Any

from frontline.reports.charts.colours import colours

FONT = "Inter, Roboto, system-ui, Segoe UI, Helvetica Neue, Arial, sans-serif"
WIDTH, HEIGHT = 640, 220


def config(*, dark: bool = False) -> dict[str, Any]:
    """The top-level `config` of a chart. Colours the marks take by themselves: accent, then `series`."""
    c = colours(dark=dark)
    quiet = {
        "labelColor": c.ink_soft,
        "titleColor": c.ink_soft,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "background": c.surface,
        "font": FONT,
        "padding": 8,
        "view": {
            "stroke": None,
            "continuousWidth": WIDTH,
            "continuousHeight": HEIGHT,
            "discreteWidth": WIDTH,
        },
        "title": {"color": c.ink, "fontSize": 14, "fontWeight": 600, "anchor": "start", "offset": 12},
        "axis": {
            **quiet,
            "gridColor": c.line,
            "domainColor": c.line,
            "tickColor": c.line,
            "labelLimit": 220,
        },
        "axisX": {"grid": False},
        "legend": {**quiet, "orient": "top", "title": None, "symbolType": "square", "labelLimit": 220},
        "header": {"labelColor": c.ink, "titleColor": c.ink_soft},
        "range": {"category": list(c.series)},
        "mark": {"color": c.accent},
        "line": {"strokeWidth": 2, "color": c.accent},
        "rule": {"color": c.ink_soft},
        "text": {"color": c.ink, "fontSize": 12},
        "point": {"color": c.accent},
        "bar": {"color": c.accent},
        "area": {"color": c.accent},
    }
