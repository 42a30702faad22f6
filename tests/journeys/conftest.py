"""A whole Frontline, started as anybody would, with a customer's mail server at the other end, and a browser."""

import smtplib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.builders.browsing import a_browser
from tests.builders.measuring import without_measuring
from tests.peers.smtp_sink import SmtpSink, running

Found = TypeVar("Found")

PASSWORD = "correct horse battery staple"
SUPPORT = "support@acme.example"
HOLD = 3  # seconds in which a reply can be undone here
FRONTLINE = str(Path(sys.executable).parent / "frontline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(400))  # the first waits for the house


@dataclass
class House:
    """A running Frontline: its pages, its mail server, and the server that its own mail goes to."""

    url: str
    smtp_port: int
    sink: SmtpSink
    environment: dict[str, str]

    def write(
        self,
        subject: str,
        text: str = "They fail since last night.",
        *,
        sender: str = "Ada Okafor <ada@northwind.example>",
        to: str = SUPPORT,
        answers: EmailMessage | None = None,
        html: str = "",
    ) -> EmailMessage:
        """A customer writes, or answers a mail of ours, by SMTP."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Message-ID"] = make_msgid(domain="northwind.example")
        if answers is not None:
            mail["In-Reply-To"] = answers["Message-ID"]
            mail["References"] = f"{answers.get('References', '')} {answers['Message-ID']}".strip()
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as server:
            server.send_message(mail)
        return mail

    def add(self, name: str) -> None:
        """A teammate, added on the command line."""
        first = name.split(maxsplit=1)[0].lower()
        arguments = [
            "teammate",
            "create",
            "--email",
            f"{first}@acme.example",
            "--name",
            name,
            "--password-stdin",
        ]
        subprocess.run(
            [FRONTLINE, *arguments], env=self.environment, input=f"{PASSWORD}\n".encode(), check=True
        )

    def mail_with(self, words: str, *, to: str = "") -> EmailMessage:
        """The mail that reached the other end with `words` in it, waited for."""

        def found() -> EmailMessage | None:
            for mail in self.sink.taken:
                body = mail.message.get_body(("plain",))
                if body and words in body.get_content() and (not to or to in mail.recipients):
                    return mail.message
            return None

        return waited_for(found, f"a mail with {words!r}")


def waited_for(look: Callable[[], Found | None], what: str, within: float = 60) -> Found:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if (found := look()) is not None:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {within} s for {what}")


chromium = pytest.fixture(a_browser, scope="package", name="chromium")


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """Started by `frontline run --empty`, set up by its first visitor, with Mia and Tom beside them."""
    data = tempfile.mkdtemp(prefix="frontline-journey-")
    Path(data).chmod(0o755)
    port, smtp_port = _free_port(), _free_port()
    with running() as sink:
        environment = {
            **{
                key: value
                for key, value in without_measuring().items()
                if not key.startswith(("FRONTLINE_", "DJANGO_"))
            },
            "FRONTLINE_DATA": data,
            "FRONTLINE_PORT": str(port),
            "FRONTLINE_SMTP_PORT": str(smtp_port),
            "FRONTLINE_EMAIL_URL": sink.url,
            "FRONTLINE_UNDO_SECONDS": str(HOLD),
        }
        log = Path(data) / "output.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [FRONTLINE, "run", "--empty"], env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            url = f"http://127.0.0.1:{port}"
            waited_for(lambda: _is_ready(url, process, log), "the start", within=240)
            yield House(url, smtp_port, sink, environment)
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> bool | None:
    assert process.poll() is None, log.read_text()
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2):
            return True
    except OSError:
        return None


@pytest.fixture(scope="package")
def set_up(house: House, chromium: Browser) -> House:
    """After the first visit: Lena leads Acme Cloud, and customers write to SUPPORT."""
    page = chromium.new_page(base_url=house.url)
    page.goto("/welcome")
    page.fill("[name=workspace]", "Acme Cloud")
    page.fill("[name=name]", "Lena Berg")
    page.fill("[name=email]", "lena@acme.example")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=support_address]", SUPPORT)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/inbox/open")
    page.close()
    for name in ("Mia Rask", "Tom Lindqvist"):
        house.add(name)
    return house


def sign_in(browser: Browser, house: House, email: str, **options: object) -> BrowserContext:
    context = browser.new_context(base_url=house.url, **options)  # type: ignore[arg-type]
    context.set_default_timeout(45_000)
    page = context.new_page()
    page.goto("/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/open")
    page.close()
    return context


@pytest.fixture(scope="package")
def desk(set_up: House, chromium: Browser) -> BrowserContext:
    """Mia's browser."""
    return sign_in(chromium, set_up, "mia@acme.example", viewport={"width": 1440, "height": 900})


@pytest.fixture
def mia(desk: BrowserContext) -> Iterator[Page]:
    """A page of Mia's; what the browser complains of fails the journey."""
    yield from watched(desk)


@pytest.fixture
def phone(desk: BrowserContext, chromium: Browser, set_up: House) -> Iterator[Page]:
    """Mia's phone: 360 px wide, touched, dark."""
    context = chromium.new_context(
        base_url=set_up.url,
        storage_state=desk.storage_state(),
        viewport={"width": 360, "height": 740},
        has_touch=True,
        color_scheme="dark",
    )
    context.set_default_timeout(45_000)
    yield from watched(context)
    context.close()


@pytest.fixture
def tom(desk: BrowserContext, chromium: Browser, set_up: House) -> Iterator[Page]:
    """A page of Tom's, in a browser of his own."""
    context = sign_in(chromium, set_up, "tom@acme.example")
    yield from watched(context)
    context.close()


def watched(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield page
    page.close()
    # A refusal (409, 422) is an answer that the page shows; browsers write it down as an error all the same.
    assert [fault for fault in faults if "status of 4" not in fault] == []


def open_conversation(page: Page, subject: str) -> None:
    """Click its row, which may still be on its way, and see it open."""
    page.locator(".row", has_text=subject).first.click()
    expect(page.locator("h1.title")).to_have_text(subject)


def write(page: Page, text: str, *, mode: str = "Reply") -> Locator:
    """Type `text` into the composer, without sending it: the field."""
    field = page.get_by_role("textbox", name=mode)
    field.fill(text)
    return field


def send(page: Page) -> None:
    page.locator("#reply-form .lead").click()
