"""Bytes over the wire of a first and a later visit to the town, beside a small app of bare Flet.

Run by `make bench`, or alone: python tests/bench/bench_first_visit.py
The town is a fresh one, as `make run` starts it, and what is counted is its own first page. Aims:
a first visit of at most 6 MB, a later one of at most 100 KB.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[2]
APP = ROOT / "tests" / "browser"
PYTHON = (sys.executable, "-m")
FIRST_AIM, LATER_AIM = 6_000_000, 100_000
BARE = "import flet_web.fastapi as f, small_app; app = f.app(small_app.main, no_cdn=True)"
SETTLE_MS = 1500


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Path(folder, "bare_app.py").write_text(BARE, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        bare = visits(browser, small_app, folder, "tile:count")
        ours = visits(browser, town, folder, "action:today")
    missed = 0
    for name, aim, mine, theirs in zip(
        ("first visit", "later visit"), (FIRST_AIM, LATER_AIM), ours, bare, strict=True
    ):
        print(
            f"{name}: {mine:>10,} bytes, {mine / theirs:.3f} of the {theirs:,} of bare Flet; "
            f"aim {aim:,}: {'reached' if mine <= aim else 'MISSED'}"
        )
        missed |= mine > aim
    return missed


def small_app(port: int, folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PYTHON, "uvicorn", "bare_app:app", "--port", str(port), "--log-level", "error"],
        env={**os.environ, "PYTHONPATH": f"{APP}{os.pathsep}{folder}", "SMALL_APP_CACHE": folder},
    )


def town(port: int, folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PYTHON, "senior_life", "--web", "--port", str(port), "--data", f"{folder}/town"],
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )


def visits(
    browser: Browser,
    serve: Callable[[int, str], subprocess.Popen[bytes]],
    folder: str,
    handle: str,
) -> tuple[int, int]:
    """A first and a later visit of one browser profile to a server of its own."""
    port = free_port()
    process = serve(port, folder)
    try:
        url = f"http://127.0.0.1:{port}/"
        await_server(url)
        context = browser.new_context(locale="ja-JP")
        return visit(context, url, handle), visit(context, url, handle)
    finally:
        process.terminate()
        process.wait()


def visit(context: BrowserContext, url: str, handle: str) -> int:
    """Bytes received, with headers, socket frames included, until the screen stands still."""
    received = 0

    def count(event: dict[str, float]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    def count_frame(event: dict[str, dict[str, str]]) -> None:
        nonlocal received
        received += len(event["response"]["payloadData"]) * 3 // 4  # base64

    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", count)
    network.on("Network.webSocketFrameReceived", count_frame)
    page.goto(url)
    page.wait_for_function(
        """handle => { document.querySelector('flt-semantics-placeholder')?.click();
             return document.querySelector(`[flt-semantics-identifier="${handle}"]`) }""",
        arg=handle,
    )
    page.wait_for_timeout(SETTLE_MS)
    page.close()
    return received


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def await_server(url: str, patience_seconds: float = 30) -> None:
    until = time.monotonic() + patience_seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url).close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {url}")


if __name__ == "__main__":
    sys.exit(main())
