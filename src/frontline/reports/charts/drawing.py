"""Runs as a process of its own (`python -m frontline.reports.charts.drawing`): orders in, pictures out, a line each.

Only here are Altair and vl-convert imported. It never touches the database or the network, and ends with its input.
"""

import base64
import importlib
import json
import sys
from typing import Any
from xml.sax.saxutils import escape

from frontline.reports.charts.theme import config

_OPENING = 'class="marks"'


def main() -> None:
    import altair

    altair.theme.enable("none")  # its own sizes would stand in the way of ours (theme.py)
    for line in sys.stdin:
        try:
            answer = {"picture": base64.b64encode(_drawn(json.loads(line))).decode("ascii")}
        except Exception as problem:
            answer = {"problem": f"{type(problem).__name__}: {problem}"[:500]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _drawn(order: dict[str, Any]) -> bytes:
    import vl_convert

    dark = order["dark"]
    spec = _chart(order).to_dict()
    theme = config(dark=dark)
    if order["is_titled"]:
        spec["title"] = _titled(spec.get("title"), order["title"])
    # No address may be fetched: the data is in the chart, and a picture must never call out.
    given: dict[str, Any] = {"config": theme, "allowed_base_urls": []}
    if order["form"] == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=order["scale"], **given))
    return _described(vl_convert.vegalite_to_svg(spec, **given), order).encode()


def _chart(order: dict[str, Any]) -> Any:
    module, _, name = order["draw"].partition(":")
    if not module.startswith("frontline."):
        raise ValueError(f"{module} draws no charts")
    return getattr(importlib.import_module(module), name)({**order["data"], "dark": order["dark"]})


def _titled(own: Any, title: str) -> dict[str, Any]:
    return {**(own if isinstance(own, dict) else {}), "text": title}


def _described(svg: str, order: dict[str, Any]) -> str:
    """With a title and description that screen readers speak: role and labels as in the SVG accessibility mappings."""
    words = (
        f'role="img" aria-labelledby="t d"><title id="t">{escape(order["title"])}</title>'
        f'<desc id="d">{escape(order["description"])}</desc>'
    )
    head, end, rest = svg.partition(">")
    return head + " " + words + rest if end else svg


if __name__ == "__main__":
    main()
