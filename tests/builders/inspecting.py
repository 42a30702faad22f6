"""What axe finds wrong with a page."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

# Only the violations come back: all that passed is a hundred kilobytes, which Playwright takes apart value by value.
RUN = "async () => (await axe.run({resultTypes: ['violations']})).violations"


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """All that axe objects to on `page` as it is now, as axe says it: id, impact, nodes."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


def serious(page: Page) -> list[tuple[str, list[str], str]]:
    """What is serious or critical: the rule, whom it keeps out of which elements, and how to mend the first."""
    return [
        (each["id"], [node["target"] for node in each["nodes"]], each["nodes"][0]["failureSummary"])
        for each in violations(page)
        if each["impact"] in {"serious", "critical"}
    ]
