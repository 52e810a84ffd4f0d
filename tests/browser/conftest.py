"""A real Chromium on a desk; tests skip, with the reason, where there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.desks import PASSWORD, LiveDesk, live_desk
from tests.conftest import ROOT

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
MANIFEST = ROOT / "dashboard" / "static" / "build" / "manifest.json"
SHOTS = ROOT / ".stack" / "screenshots"
"""Where pictures of the pages are kept for people to look at."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return the machine's Chromium; Playwright's own is never downloaded.

    Not for the whole session: while Playwright is open no test can have an event loop of its own.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("no chromium here (Debian: apt-get install chromium)")
    if not MANIFEST.exists():
        pytest.skip("the desk's front end is not built (make front)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk() -> Iterator[LiveDesk]:
    """Return a desk with a morning's news, without Elasticsearch."""
    with live_desk() as made:
        yield made


class Person:
    """Someone in front of a browser of their own."""

    def __init__(self, browser: Browser, url: str, name: str, **options: object) -> None:
        wide = {"width": 1366, "height": 768}
        self.context: BrowserContext = browser.new_context(**({"viewport": wide} | options))  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.url, self.name = url, name
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type == "error" else None,
        )

    def sign_in(self, language: str = "ar", password: str = PASSWORD) -> "Person":
        """Sign in and come to the desk."""
        cookie = {"name": "marsad_language", "value": language, "url": self.url}
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        self.page.goto(f"{self.url}/sign-in")
        self.page.fill("input[name=name]", self.name)
        self.page.fill("input[name=password]", password)
        self.page.click("main button")
        self.page.wait_for_url(f"{self.url}/")
        self.page.wait_for_selector("body.live")
        return self

    def see(self, path: str) -> Page:
        """Go to a page."""
        self.page.goto(self.url + path)
        return self.page


@pytest.fixture
def people(chromium: Browser, desk: LiveDesk) -> Iterator["People"]:
    """Return a function that lets someone sit down; all leave at the end."""
    made = People(chromium, desk.url)
    yield made
    for person in made.all:
        person.context.close()


class People:
    """Whoever sits at the desk during a test."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self.all: list[Person] = []

    def __call__(self, name: str = "basil", language: str = "ar", **options: object) -> Person:
        """Let ``name`` sign in, in a browser of their own."""
        person = Person(self._browser, self._url, name, **options).sign_in(language)
        self.all.append(person)
        return person


def keep(page: Page, name: str) -> Path:
    """Keep a picture of ``page``."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path
