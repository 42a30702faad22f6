"""Take the pictures of docs/images again, of the sample workspace: `make screenshots`.

Starts a Frontline of its own in a temporary folder, on free ports, and drives Debian's chromium. Each picture is a few
hundred kilobytes at most, because they are kept in the repository.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FRONTLINE = Path(sys.executable).parent / "frontline"
START_WITHIN = 180.0  # seconds, the sample included
LARGEST = 300_000  # bytes
WIDE = {"width": 1360, "height": 850}
ABOVE_DISK = 514  # pixels: rows below name a folder and a disk of whoever takes the pictures
ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
]
SIGN_IN = ("mia@acme.example", "frontline-busy-monday")
SHOWN = "H12 time-outs on checkout"  # the conversation that is shown: it stands near the top of the list
ALL_SEEN = """[...document.querySelectorAll('.picture img')].every(
    i => !i.checkVisibility() || (i.complete && i.naturalWidth) || i.getBoundingClientRect().top > innerHeight)"""
NOTE = (
    "Kestrel settles at **16:00 UTC**: if it comes back, it will be then. What to look at first:\n\n"
    "```\nacme logs --app checkout --region eu-west --grep H12\n```"
)


def main() -> int:
    """Take all pictures; the exit code."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("The pictures need chromium. On Debian, as root: apt-get install chromium", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with frontline() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            take_all(browser, url)
        finally:
            browser.close()
    return 0


@contextmanager
def frontline() -> Iterator[str]:
    """The address of a Frontline with the sample workspace, as long as it is needed. Raises RuntimeError."""
    folder = Path(tempfile.mkdtemp(prefix="frontline-pictures-"))
    folder.chmod(0o755)
    port, smtp_port = free_port(), free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FRONTLINE_")} | {
        "FRONTLINE_DATA": str(folder / "data"),
        "FRONTLINE_PORT": str(port),
        "FRONTLINE_SMTP_PORT": str(smtp_port),
    }
    url, log = f"http://127.0.0.1:{port}", folder / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen([FRONTLINE, "run"], env=environment, stdout=output, stderr=output)
    try:
        wait_until_ready(url, process, log)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the pages, the database and the workers are there. Raises RuntimeError."""
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"Frontline did not start:\n{log.read_text(errors='replace')}")


def take_all(browser: Browser, url: str) -> None:
    """Every picture. The note comes last: its draft stays in the browser."""
    context = signed_in(browser, url)
    page = context.new_page()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        open_shown(page)
        page.evaluate("document.getElementById('line').scrollTo(0, 0)")
        take(page, f"inbox-{theme}")
    page.emulate_media(color_scheme="light")
    open_shown(page)
    take(page, "conversation", beside_list=True)
    page.goto("/rotation")
    expect(page.locator("#board")).to_be_visible()
    take(page, "rotation")
    page.goto("/shift")
    expect(page.locator(".row").first).to_be_visible()
    take(page, "shift")
    reports(page)
    page.goto("/-/gallery")
    take(page, "gallery")
    page.set_viewport_size({"width": WIDE["width"], "height": ABOVE_DISK})
    page.goto("/-/status")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    take(page, "status")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    narrow(browser, url, context)
    open_shown(page)
    write_note(page)
    take(page, "note", beside_list=True)


def reports(page: Page) -> None:
    """A study's report, two compared, and the numbers; they are there once the sample's past has been written."""
    until = time.monotonic() + START_WITHIN
    while True:
        page.goto("/studies")
        later = page.get_by_role("link", name="Did the backup fix work?")
        if later.count():
            break
        if time.monotonic() > until:
            raise RuntimeError(f"The sample's studies are not there after {START_WITHIN:.0f} seconds.")
        page.wait_for_timeout(2000)
    address = str(later.get_attribute("href"))
    page.goto(f"{address}/report")
    expect(page.get_by_role("heading", name="What was to blame")).to_be_visible()
    take(page, "study")
    page.goto(f"{address}/comparison")
    seen(page)
    take(page, "comparison")
    page.goto("/numbers?period=quarter")
    seen(page)
    take(page, "numbers")


def seen(page: Page) -> None:
    """Wait for the pictures of the page that are in sight; asked again and again, for its policy lets nothing poll."""
    until = time.monotonic() + 30
    while not page.evaluate(ALL_SEEN):
        if time.monotonic() > until:
            raise RuntimeError(f"The pictures of {page.url} did not come.")
        page.wait_for_timeout(300)


def signed_in(browser: Browser, url: str) -> BrowserContext:
    """Mia's browser."""
    context = browser.new_context(base_url=url, viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/")
    page.fill("[name=login]", SIGN_IN[0])
    page.fill("[name=password]", SIGN_IN[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/shift")  # she is the hero
    page.close()
    return context


def open_shown(page: Page) -> None:
    """Open the conversation that the pictures show, from the top of the list."""
    page.goto("/inbox/open")
    page.locator(".row", has_text=SHOWN).first.click()
    expect(page.locator("h1.title")).to_contain_text(SHOWN)
    page.locator(".app > .list").evaluate("list => list.scrollTo(0, 0)")


def write_note(page: Page) -> None:
    """Begin a note, so that the composer shows its other mode."""
    page.keyboard.press("n")
    page.get_by_role("textbox", name="Note").fill(NOTE)


def narrow(browser: Browser, url: str, context: BrowserContext) -> None:
    """The list and the conversation on a phone."""
    phone = browser.new_context(
        base_url=url,
        storage_state=context.storage_state(),
        viewport={"width": 360, "height": 740},
        has_touch=True,
        reduced_motion="reduce",
    )
    page = phone.new_page()
    page.goto("/inbox/open")
    expect(page.locator(".row").first).to_be_visible()
    take(page, "narrow-list")
    open_shown(page)
    take(page, "narrow")
    phone.close()


def take(page: Page, name: str, *, beside_list: bool = False) -> None:
    """Write docs/images/NAME.png; only what is beside the list, if so wanted. Raises RuntimeError."""
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_timeout(300)  # for what slides
    path = IMAGES / f"{name}.png"
    clip = None
    if beside_list:
        left = page.locator(".app > .list").evaluate("list => list.getBoundingClientRect().right")
        clip = {"x": left, "y": 0, "width": WIDE["width"] - left, "height": WIDE["height"]}
    page.screenshot(path=path, animations="disabled", caret="hide", clip=clip)  # type: ignore[arg-type]
    size = path.stat().st_size
    if size > LARGEST:
        raise RuntimeError(f"{path} has {size:,} bytes, more than the {LARGEST:,} that a picture may have.")
    print(f"{path.relative_to(IMAGES.parent.parent)}  {size // 1000} kB")


if __name__ == "__main__":
    raise SystemExit(main())
