"""`svg` and `png`: a picture's file, drawn once and then kept."""

import logging

from frontline.kernel.refusal import Refusal
from frontline.reports.charts import keeping
from frontline.reports.charts.picture import Picture
from frontline.reports.charts.process import Failed, drawer

log = logging.getLogger(__name__)


class Undrawn(Refusal):
    code = "undrawn"
    status = 503


def svg(picture: Picture, *, dark: bool = False) -> bytes:
    """As SVG, for pages: text stays text. Raises Undrawn."""
    return _rendered(picture, "svg", dark, 1)


def png(picture: Picture, scale: float = 2, *, dark: bool = False) -> bytes:
    """As PNG, for mail and to take along; `scale` pixels for each of the chart's. Raises Undrawn."""
    return _rendered(picture, "png", dark, scale)


def _rendered(picture: Picture, form: str, dark: bool, scale: float) -> bytes:
    digest = picture.digest(form, dark, scale)
    kept = keeping.kept(digest)
    if kept is not None:
        return kept
    order = {
        "draw": picture.draw,
        "data": picture.data,
        "title": picture.title,
        "description": picture.description,
        "is_titled": picture.is_titled,
        "form": form,
        "dark": dark,
        "scale": scale,
    }
    try:
        file = drawer.draw(order)
    except Failed as failed:
        log.warning("%s was not drawn: %s", picture.draw, failed)
        raise Undrawn("The picture could not be drawn now. Its figures are in the table.") from failed
    keeping.keep(digest, file)
    return file
