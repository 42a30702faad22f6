"""The Jinja2 environment of all pages: what every template may use."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html, json_script
from jinja2 import Environment, StrictUndefined

from frontline.ui import duty, icons, markdown, places, rows, times, words


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend. Templates are addressed as `<room>/<name>.html`."""
    options.setdefault("undefined", StrictUndefined)
    made = Environment(**{**options, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    made.globals.update(static=static, url=url, icon=icons.icon, row=rows.row)
    made.filters.update(
        when=times.when,
        ago=times.ago,
        since=times.ago,
        seconds_until=times.seconds_until,
        filesize=words.filesize,
        initials=words.initials,
        attributes=words.attributes,
        markdown=markdown.render,
        json_script=json_script,
    )
    return made


def url(name: str, *, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None) -> str:
    """Django's `reverse`, which takes 10 µs and more, remembered: a page has dozens of the same addresses."""
    return _address(name, tuple(args), tuple((kwargs or {}).items()))


@lru_cache(maxsize=4096)
def _address(name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page has beside `request`.

    The backend's own `csrf_token` and `csrf_input` mask the token anew wherever they stand; once a page is enough.
    """
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        "places": places.Shown(request),
        "duty": lambda: duty.cards(request),
        "messages": lambda: get_messages(request),
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(
            lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
        ),
    }
