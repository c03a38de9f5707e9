"""The page around Flet, as someone in front of it meets it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

HERE = Path(__file__).parent
OpenPage = Callable[..., Page]


@dataclass
class Server:
    """The small app in a process of its own, which can be killed and started again."""

    cache: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "small_app:app", "--log-level", "warning"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--app-dir", str(HERE)],
            env={
                **os.environ,
                "SMALL_APP_CACHE": str(self.cache),
                "SMALL_APP_NAMES": "髙﨑　𠮷田　躊躇　㐂久",  # the last two: Rare alone
            },
        )
        for _ in range(300):
            try:
                httpx.get(f"{self.url}/alive")
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise TimeoutError("the small app did not start in 30 s")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def server(cache: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        started = Server(cache, free.getsockname()[1])
    started.start()
    yield started
    started.kill()


def test_the_screen_can_be_used_at_once(server: Server, open_page: OpenPage) -> None:
    page = open_page(server.url)
    expect(page.get_by_role("heading", name="きょうの予定")).to_be_attached()
    page.get_by_role("button", name="数 0").click()
    expect(page.get_by_role("button", name="数 1")).to_be_attached()
    expect(page.locator("#opening")).not_to_be_attached()
    assert page.locator('[flt-semantics-identifier="tile:count"]').count() == 1
    expect(page).to_have_title("スマートシニアライフ")
    expect(page.locator("html")).to_have_attribute("lang", "ja-JP")


def test_a_phone_gets_its_semantics_too(server: Server, open_page: OpenPage) -> None:
    page = open_page(server.url, 390, 844, is_mobile=True, has_touch=True, user_agent=ANDROID)
    page.get_by_role("button", name="数 0").tap()
    expect(page.get_by_role("button", name="数 1")).to_be_attached()


def test_nothing_is_asked_of_another_host(server: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url))
    page.goto(server.url)
    expect(page.get_by_role("heading")).to_be_attached()
    page.wait_for_timeout(500)
    own = (server.url, f"blob:{server.url}")
    assert answered
    assert [url for url in answered if not url.startswith(own)] == []


def test_rare_names_are_drawn_and_not_boxes(server: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    missing: list[str] = []
    page.on(
        "console",
        lambda said: missing.append(said.text) if "font" in said.text.lower() else None,
    )
    with page.expect_response(lambda answer: answer.url.endswith("Rare.woff2")) as rare:
        page.goto(server.url)
    assert rare.value.ok
    expect(page.get_by_role("heading")).to_be_attached()
    page.wait_for_timeout(500)
    assert missing == []


def test_an_outage_is_said_in_japanese_and_ends_by_itself(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(server.url, 390, 844)
    expect(page.get_by_role("button", name="数 0")).to_be_attached()
    words = page.get_by_role("alert")
    expect(words).to_be_empty()

    server.kill()
    expect(words).to_contain_text("ただいま、つながりません")
    expect(words).to_contain_text("南区役所")
    expect(words.get_by_role("link", name="電話 072-290-<1800>")).to_be_visible()
    sheet = words.locator(".sheet").bounding_box()
    assert sheet == {"x": 0, "y": 0, "width": 390, "height": 844}

    server.start()
    expect(words).to_be_empty()
    page.get_by_role("button", name="数 0").click()
    expect(page.get_by_role("button", name="数 1")).to_be_attached()


def test_without_a_script_the_page_gives_the_phone_number(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(server.url, java_script_enabled=False)
    expect(page.locator("body")).to_contain_text("お電話でも承ります")
    expect(page.get_by_role("link", name="電話 072-290-<1800>").last).to_be_visible()


ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36"
)
