"""One person at work: pages, searches and replies, one request after the other, as a browser asks for them."""

import html
import random
import re
import smtplib
import time
from collections.abc import Callable
from email.message import EmailMessage

import httpx

from bench import gen
from bench.figures import Timings
from bench.stage import PASSWORD, Stage

ROUNDS = 200


def signed_in(stage: Stage) -> httpx.Client:
    """A browser's connection, kept alive, of the first teammate."""
    browser = httpx.Client(base_url=stage.address, timeout=60, follow_redirects=True)
    page = browser.get("/accounts/login/").text
    browser.post(
        "/accounts/login/",
        data={
            "csrfmiddlewaretoken": _field(page, "csrfmiddlewaretoken"),
            "login": gen.agents()[0]["email"],
            "password": PASSWORD,
        },
        headers={"Referer": stage.address},
    ).raise_for_status()
    if browser.get("/inbox/open").url.path != "/inbox/open":
        raise SystemExit("Could not sign in.")
    return browser


def measure(stage: Stage) -> dict[str, Timings]:
    """Milliseconds of each kind of page, from the request's first byte to the answer's last."""
    browser, chance = signed_in(stage), random.Random(1)

    def get(address: Callable[[], str]) -> Timings:
        return _timed(lambda: browser.get(address()).raise_for_status(), rounds=ROUNDS)

    def any_number() -> int:
        return chance.randrange(1, stage.count + 1)

    closed = browser.get("/inbox/closed").text
    further = re.search(r'href="([^"]*after=[^"]+)"', closed)
    return {
        "queue page": get(lambda: "/inbox/open"),
        "closed page": get(lambda: "/inbox/closed"),
        "closed, second page": get(lambda: html.unescape(further[1]) if further else "/inbox/closed"),
        "conversation page": get(lambda: f"/conversations/{any_number()}"),
        "search, two words": get(lambda: f"/inbox/search?q={gen.MID[0]}+{gen.MID[1]}"),
        "search, two common words": get(lambda: "/inbox/search?q=account+error"),
        "search, one rare word": get(lambda: f"/inbox/search?q={gen.RARE}"),
        "reply": _replies(browser, any_number),
        "list, REST": _rest(stage, browser),
    }


def live(stage: Stage) -> Timings:
    """Milliseconds from the mail server's 250 to the new entry's fragment in the hands of an open page."""
    browser, timings = signed_in(stage), Timings()
    with browser.stream("GET", "/live", timeout=30) as stream:
        lines = stream.iter_lines()
        for n in range(30):
            mail = _mail(f"<live-{time.time_ns()}@customer.example>", "somebody new wrote")
            with smtplib.SMTP("127.0.0.1", stage.smtp, timeout=20) as server:
                server.send_message(mail)
                began = time.perf_counter()
            for line in lines:
                if line.startswith("data:") and "message.received" in line:
                    break
            httpx.get(f"{stage.address}/inbox/open", cookies=browser.cookies).raise_for_status()
            if n >= 5:
                timings.add((time.perf_counter() - began) * 1000)
    return timings


def _replies(browser: httpx.Client, any_number: Callable[[], int]) -> Timings:
    timings = Timings()
    for n in range(ROUNDS + 10):
        number = any_number()
        page = browser.get(f"/conversations/{number}").text
        form = page[page.index('id="reply-form"') :]
        began = time.perf_counter()
        answer = browser.post(
            f"/conversations/{number}/messages",
            data={
                "csrfmiddlewaretoken": _field(page, "csrfmiddlewaretoken"),
                "submission": _field(form, "submission"),
                "seen": _field(form, "seen"),
                "text": "Hey, we are looking into it. " * 5,
            },
            headers={"HX-Request": "true", "Referer": str(browser.base_url)},
        )
        took = time.perf_counter() - began
        answer.raise_for_status()
        if n >= 10:
            timings.add(took * 1000)
    return timings


def _rest(stage: Stage, browser: httpx.Client) -> Timings:
    import subprocess

    from bench.stage import FRONTLINE

    made = subprocess.run(
        [FRONTLINE, "token", "create", "--teammate", gen.agents()[0]["email"]],
        env=stage.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
    return _timed(
        lambda: browser.get("/api/v1/conversations?status=open", headers=headers).raise_for_status()
    )


def _timed(once: Callable[[], object], *, rounds: int = ROUNDS) -> Timings:
    timings = Timings()
    for n in range(rounds + 20):
        began = time.perf_counter()
        once()
        if n >= 20:  # the first ones fill caches that a working day has filled
            timings.add((time.perf_counter() - began) * 1000)
    return timings


def _mail(message_id: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"n{time.time_ns()}@customer.example", "support@desk.example"
    mail["Subject"], mail["Message-ID"] = "Something new", message_id
    mail.set_content(text)
    return mail


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    if found is None:
        raise SystemExit(f"The page has no field {name}.")
    return html.unescape(found[1])
