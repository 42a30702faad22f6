"""A real browser, for what only a browser can show. One for all who `visit`, and one for the journeys."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Error, Page, TimeoutError, expect, sync_playwright

from frontline.people.models import Teammate
from frontline.reports.charts import process as charts

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A machine that does other things too is slow, not wrong.
expect.set_options(timeout=30_000)

STREAM = re.compile(r"/live(\?|$)")
PLAYED = "played_stream"
QUIET = "retry: 600000\n\n"
_streams: list[str | None] = []
Visit = Callable[..., Page]


def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # Playwright keeps an event loop in this thread, and Django takes that for a mistake of ours.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield started
        started.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


chromium = pytest.fixture(a_browser, scope="session", name="chromium")


@pytest.fixture(scope="session")
def played_stream(live_server) -> None:
    """The live stream of `visit`, played by the pages' server.

    Not by Playwright: a page with a route has no cache, asks for all its modules again and again, and each request is
    held up for Python to look at. That is half of what a page costs.
    """
    server = live_server.thread.httpd
    pages = server.get_app()

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/live":
            return pages(environ, start_response)
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        text = _streams[int(cookies[PLAYED].value)] if PLAYED in cookies else QUIET
        if text is None:
            start_response("404 Not Found", [])
            return []
        start_response("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        return [text.encode()]

    server.set_app(answer)


def _play(stream: str | None) -> str:
    """What a page says to be played `stream`."""
    _streams.append(stream)
    return str(len(_streams) - 1)


@pytest.fixture
def visit(
    chromium: Browser, live_server, played_stream: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visit]:
    """`visit("/preferences", as_=mia, dark=True, width=360)`: a page of its own browser profile, opened there.

    The live stream is played by `stream`, its text; with None there is none. A page that complains on its console
    fails the test.
    """
    monkeypatch.setattr(charts, "PATIENCE", 120.0)  # nobody is waiting for a picture
    contexts, complaints = [], []

    def open_page(address, *, as_=None, dark=False, width=1280, stream=QUIET):
        context = chromium.new_context(
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 800},
        )
        contexts.append(context)
        if as_ is not None:
            context.add_cookies([_signed_in(as_, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        if stream != QUIET:
            context.add_cookies([{"name": PLAYED, "value": _play(stream), "url": live_server.url}])
        page.goto(address)
        return page

    yield open_page
    for page in (page for context in contexts for page in context.pages):
        page.wait_for_timeout(1)  # what it said until now has been heard
    # A refusal (4xx) is an answer that the page shows; browsers write it down as an error all the same.
    faults = [each for each in complaints if "status of 4" not in each]
    for context in contexts:
        close(context)
    assert not faults, faults


def close(context: BrowserContext) -> None:
    """Close it, its pages at rest: Chromium never closes one that is just on its way to another address."""
    for page in context.pages:
        with suppress(Error):
            page.goto("about:blank", timeout=10_000)
    context.close()


def _signed_in(teammate: Teammate, url: str) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(teammate.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = teammate.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": url}


def go(page: Page, strokes: str, to: str) -> None:
    """Type `strokes`, such as "gi", which lead to `to` if they come within 1.2 s: a slow machine tries again."""
    for is_last in (False, False, True):
        page.keyboard.type(strokes)
        try:
            page.wait_for_url(to, timeout=45_000 if is_last else 6_000)
        except TimeoutError:
            if is_last:
                raise
        else:
            return
