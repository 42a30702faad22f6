"""A real browser, for what only a browser can show. One for the whole run: Playwright starts once a process."""

import os
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect, sync_playwright

from frontline.people.models import Teammate

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
expect.set_options(timeout=15_000)

STREAM = re.compile(r"/live(\?|$)")
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # Playwright keeps an event loop in this thread, and Django takes that for a mistake of ours.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield started
        started.close()


@pytest.fixture
def visit(chromium: Browser, live_server) -> Iterator[Visit]:
    """`visit("/preferences", as_=mia, dark=True, width=360)`: a page of its own browser profile, opened there.

    The live stream is played by `stream`, its text, or by nobody. A page that complains on its console fails the test.
    """
    contexts, complaints = [], []

    def open_page(address, *, as_=None, dark=False, width=1280, stream="retry: 600000\n\n"):
        context = chromium.new_context(
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 800},
        )
        contexts.append(context)
        if as_ is not None:
            context.add_cookies([_signed_in(as_, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.route(STREAM, lambda route: route.fulfill(content_type="text/event-stream", body=stream))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A refusal (4xx) is an answer that the page shows; browsers write it down as an error all the same.
    faults = [each for each in complaints if "status of 4" not in each]
    assert not faults, faults


def _signed_in(teammate: Teammate, url: str) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(teammate.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = teammate.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": url}
