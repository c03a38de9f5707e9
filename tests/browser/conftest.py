"""A real Chromium for the tests in this folder; a missing one is an error, never a skip."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hands import WAIT_MS, Hands
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from town_process import TownProcess

from senior_life.web.catalogue import read_catalogue
from senior_life.web.squeeze import FIRST, Encoding, Squeezer

ASSETS = Path(__file__).parents[2] / "assets"
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
        expect.set_options(timeout=WAIT_MS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """open_page(url, width, height): a page of a fresh profile, so nothing is cached or stored.

    Its tablet asks for little motion, which draws fewer frames without a graphics card;
    ``reduced_motion="no-preference"`` is a tablet as it is bought.
    """
    contexts: list[BrowserContext] = []

    def opened(url: str, width: int = 800, height: int = 1280, **more: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **{"reduced_motion": "reduce", **more},  # type: ignore[arg-type]
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
    """The client's compressed files, for all towns. Quick copies stand in for the small ones: a
    town that is up for half a minute would begin to make those, which takes that long again."""
    folder = tmp_path_factory.mktemp("pressed")
    squeezer, client = Squeezer(folder), read_catalogue(ASSETS / "web")
    for file in (client.files[name] for name in FIRST):
        quick = squeezer.copy(file, Encoding.BROTLI)
        shutil.copy(quick, folder / f"{file.digest}.small.br")
    return folder


@pytest.fixture(scope="session")
def young_town(tmp_path_factory: pytest.TempPathFactory, pressed: Path) -> TownProcess:
    """A town that has had its first start, and nothing more: tables, people, the first account."""
    process = TownProcess(tmp_path_factory.mktemp("young"), pressed)
    process.start()
    process.stop()
    assert process.account
    return process


@pytest.fixture
def town(tmp_path: Path, pressed: Path, young_town: TownProcess) -> Iterator[TownProcess]:
    """A fresh sample town on Tuesday, 24 November 2026, 09:00."""
    process = TownProcess(tmp_path / "town", pressed, like=young_town)
    process.start()
    yield process
    process.stop()
    assert process.faults() == []


@pytest.fixture(scope="module")
def lasting_town(
    tmp_path_factory: pytest.TempPathFactory, pressed: Path, young_town: TownProcess
) -> Iterator[TownProcess]:
    """One town for all the looks of a file, where nothing that is booked disturbs the others."""
    process = TownProcess(tmp_path_factory.mktemp("town"), pressed, like=young_town)
    process.start()
    yield process
    process.stop()


def hands_of(page: Page) -> Hands:
    """The page has to have drawn its first screen."""
    hands = Hands(page)
    expect(page.locator("[flt-semantics-identifier]").first).to_be_attached()
    return hands
