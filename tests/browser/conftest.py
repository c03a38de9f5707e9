"""A real Chromium for the tests in this folder; a missing one is an error, never a skip."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hands import Hands
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from town_process import TownProcess

OpenPage = Callable[..., Page]

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
]


# One browser a file, not one a run: while Playwright's own loop lives, no async test can start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium where there is one, else the one that Playwright installed."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET, headless=True
        )
        expect.set_options(timeout=30_000)  # a first visit on a busy machine takes its time
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """open_page(url, width, height): a page of a fresh profile, so nothing is cached or stored."""
    contexts: list[BrowserContext] = []

    def opened(url: str, width: int = 800, height: int = 1280, **more: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **more,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client's files as compressed by the first town; compressing them takes longer than
    any story."""
    return tmp_path_factory.mktemp("pressed")


@pytest.fixture
def town(tmp_path: Path, pressed: Path) -> Iterator[TownProcess]:
    """A fresh sample town on Tuesday, 24 November 2026, 09:00."""
    process = TownProcess(tmp_path / "town", pressed)
    process.start()
    yield process
    process.stop()
    assert process.faults() == []


@pytest.fixture(scope="module")
def lasting_town(tmp_path_factory: pytest.TempPathFactory, pressed: Path) -> Iterator[TownProcess]:
    """One town for all the looks of a file, where nothing that is booked disturbs the others."""
    process = TownProcess(tmp_path_factory.mktemp("town"), pressed)
    process.start()
    yield process
    process.stop()


def hands_of(page: Page) -> Hands:
    """The page has to have drawn its first screen."""
    hands = Hands(page)
    expect(page.locator("[flt-semantics-identifier]").first).to_be_attached()
    return hands
