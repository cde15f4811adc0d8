"""A real browser, headless: people at its windows, and what each of them was sent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}


@dataclass
class Person:
    """Somebody at a window: the page, every request it made, every complaint of its console."""

    page: object
    context: object
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hosts(self) -> set[str]:
        """Return the hosts that were asked for anything."""
        return {urlsplit(url).netloc for url in self.requests if not url.startswith("data:")}


@contextmanager
def chromium() -> Iterator[object]:
    """A browser for some people; without one, the test is skipped with the reason."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="the extra `browser` is not installed"
    )
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian: chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def person(browser: object, viewport: dict[str, int] = DESK, **context: object) -> Person:
    """Open a window of somebody's own (other cookies than everybody else's)."""
    own = browser.new_context(viewport=viewport, **context)  # type: ignore[attr-defined]
    page = own.new_page()
    page.set_default_timeout(20_000)
    made = Person(page, own)
    own.on("request", lambda request: made.requests.append(request.url))
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            made.complaints.append(message.text) if "Content Security" in message.text else None
        ),
    )
    return made


def violations(page: object) -> list[str]:
    """Return what axe finds wrong on a page: rule, and the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
    ]
