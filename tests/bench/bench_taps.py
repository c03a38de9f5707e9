"""Tap to changed screen: 200 tablets speak Flet's protocol to one process, each reserving.

Every tablet taps once in four seconds, at a moment of its own, and walks real reservations to
the end: the API is in the same process, and each answer is written to the database. They are
taken up one after the other within the length of one walk, so that from then on, when taps are
counted, some are at each question: 200 people do not all say yes in the same four seconds.
``--at-once`` lets them: it shows how long such a herd waits, and has no aim. The bare limit of
the same run is Flet itself with one button. Aims: p95 under 150 ms, under 400 KB a session beyond
what the first twenty have loaded once. ``--people`` and ``--seconds`` make a shorter run.
"""

import argparse
import asyncio
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psutil
from flet_client import FletClient

EVERY_SECONDS = 4.0
WALK_SECONDS = 10 * EVERY_SECONDS  # tile, topic, next, office, mode, date, period, time, yes, home
AIM_MS, AIM_KB = 150, 400
WARM = 20
"""Tablets that come and go first: modules, caches and threads are loaded once, for all."""
LEAST_SECONDS = 0.5  # a tap right after a new screen is taken for a second one of the same finger
SERVER = Path(__file__).with_name("tap_town.py")


@dataclass
class Seen:
    """What all the tablets saw together; taps in seconds, those that count."""

    tapped: int = 0
    taps: list[float] = field(default_factory=list)
    screens: Counter[str] = field(default_factory=Counter)


def next_tap(handles: list[str], last: str, dice: random.Random) -> str:
    """What a person would touch next on the way to a reservation."""
    here = set(handles)
    for first in ("action:confirm", "tile:counter_reservation"):
        if first in here:
            return first
    if "done" in here:
        return "action:home"
    choices = [h for h in handles if h.startswith("choice:")]
    if "question:topic" in here:
        return "action:next" if last.startswith("choice:") else choices[0]
    if "trouble" in here and not choices:
        return "action:quit"
    counted = [h for h in handles if h.startswith("taps:")]
    away = "action:home" if "action:home" in here else "action:back"
    return dice.choice(choices or counted or [away])


async def use(
    client: FletClient, counted: float, until: float, seen: Seen, dice: random.Random
) -> None:
    """One tablet, taken up before ``counted``, from when on its taps count, to ``until``."""
    await asyncio.sleep(dice.uniform(LEAST_SECONDS, max(EVERY_SECONDS, counted - time.monotonic())))
    handle = ""
    while time.monotonic() < until:
        began, before = time.monotonic(), client.handles()
        handle = next_tap(before, handle, dice)
        drawn = client.drawn
        await client.tap(handle)
        try:
            await client.until(lambda _now, drawn=drawn: client.drawn > drawn)
        except TimeoutError as nothing:
            raise AssertionError(f"nothing came of {handle} on {before}") from nothing
        await client.until(lambda now: "waiting" not in now)
        seen.tapped += 1
        if began >= counted:
            seen.taps.append(time.monotonic() - began)
            seen.screens.update(h for h in client.handles() if h.startswith(("question:", "done")))
        await asyncio.sleep(max(LEAST_SECONDS, EVERY_SECONDS - (time.monotonic() - began)))


async def crowd(url: str, tokens: list[str], seconds: float, within: float) -> Seen:
    """All the tablets, taken up ``within`` so many seconds, then counted for ``seconds``."""
    seen, dice = Seen(), random.Random(2026)
    clients = [FletClient(url, {"device_token": token}) for token in tokens]
    for client in clients:
        await client.__aenter__()
        await client.until(lambda handles: any(h.startswith(("tile:", "taps:")) for h in handles))
    counted = time.monotonic() + within
    dices = [random.Random(dice.random()) for _ in clients]
    pairs = zip(clients, dices, strict=True)
    await asyncio.gather(*(use(c, counted, counted + seconds, seen, own) for c, own in pairs))
    for client in clients:
        await client.__aexit__()
    return seen


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class Used(NamedTuple):
    """By the server: what the warm-up loaded, in MB, and what each session then added, in KB; and
    of the processor, for each tap, in ms."""

    once_mb: float
    session_kb: float
    tap_ms: float


def measure(what: str, people: int, seconds: float, within: float) -> tuple[float, Used, Seen]:
    """p95 of a tap in milliseconds, the memory, and what was seen."""
    with (
        tempfile.TemporaryDirectory() as data,
        served(what, Path(data), people) as (server, url),
    ):
        memory, seen = _visited(server, url, Path(data), people, seconds, within)
    p95 = statistics.quantiles(seen.taps, n=20)[-1] * 1000
    return p95, memory, seen


@contextmanager
def served(what: str, data: Path, people: int) -> Iterator[tuple[int, str]]:
    """Its process, and where it answers; the tablets' tokens are in ``data``/tokens."""
    port = free_port()
    command = [sys.executable, str(SERVER), what, str(data), str(port), str(people)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            assert server.stdout.readline() == "open\n"
            yield server.pid, f"ws://localhost:{port}/ws"
        finally:
            server.terminate()


def _visited(
    server: int, url: str, data: Path, people: int, seconds: float, within: float
) -> tuple[Used, Seen]:
    watched = psutil.Process(server)
    memory = watched.memory_info
    tokens = (data / "tokens").read_text().split("\n")
    cold = memory().rss
    asyncio.run(crowd(url, tokens[:WARM], WALK_SECONDS, 0))
    warm, worked = memory().rss, _worked(watched)
    seen = asyncio.run(crowd(url, tokens, seconds, within))
    tap_ms = 1000 * (_worked(watched) - worked) / seen.tapped
    return Used((warm - cold) / 2**20, (memory().rss - warm) / 1024 / people, tap_ms), seen


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--seconds", type=float, default=90)
    options.add_argument("--at-once", action="store_true")
    asked = options.parse_args()
    within = 0 if asked.at_once else WALK_SECONDS
    bare, bare_used, bare_seen = measure("bare", asked.people, asked.seconds / 3, within / 10)
    ours, used, seen = measure("town", asked.people, asked.seconds, within)
    for name, p95, (once, kb, tap_ms), taps in (
        ("one button", bare, bare_used, bare_seen.taps),
        ("the town", ours, used, seen.taps),
    ):
        p50 = statistics.median(taps) * 1000
        speed = (
            f"{len(taps)} taps, p50 {p50:.0f} ms, p95 {p95:.0f} ms ({tap_ms:.1f} ms of processor)"
        )
        print(f"{name}: {speed}, {once:.1f} MB for the first {WARM}, {kb:.0f} KB a session")
    print(f"ratio of p95: {ours / bare:.1f} (aim: the town's p95 under {AIM_MS} ms)")
    print(f"memory a session: {used.session_kb:.0f} KB (aim: under {AIM_KB} KB)")
    print("screens:", ", ".join(f"{name} {n}" for name, n in sorted(seen.screens.items())))
    is_right = ours < AIM_MS and used.session_kb < AIM_KB
    print("aims:", "reached" if is_right else "MISSED")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
