"""Icons: heroicons, drawn into the page so that they take the colour of the text beside them."""

from functools import cache

from heroicons.jinja import heroicon_micro, heroicon_mini
from markupsafe import Markup


@cache
def icon(name: str, size: int = 16) -> Markup:
    """The heroicon `name`, `size` pixels square; hidden from screen readers, because the words beside it say it."""
    draw = heroicon_micro if size <= 16 else heroicon_mini
    return Markup(draw(name, size=size, **{"aria-hidden": "true", "focusable": "false", "class": "icon"}))  # noqa: S704
