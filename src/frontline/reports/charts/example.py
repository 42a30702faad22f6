"""The smallest drawing, for the tests and as a beginning for others. Imports Altair: only the drawing process does."""

from typing import Any

import altair as alt


def bars(data: dict[str, Any]) -> alt.Chart:
    """`rows`: a list of {"name", "count"}."""
    return (
        alt.Chart(alt.Data(values=data["rows"]))
        .mark_bar()
        .encode(x=alt.X("count:Q", title=None), y=alt.Y("name:N", title=None, sort=None))
    )


def fetched(data: dict[str, Any]) -> alt.Chart:
    """One that must not be drawn: its data would come from an address, here on `port` of this machine."""
    return alt.Chart(alt.UrlData(f"http://127.0.0.1:{data['port']}/rows.json")).mark_bar().encode(x="count:Q")
