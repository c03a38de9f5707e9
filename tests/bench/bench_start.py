"""Seconds from `make run` until the page answers, on a new data folder and on the same again.

Run by `make bench`, or alone: python tests/bench/bench_start.py
Aim: any start but the first within 5 seconds. Beside it, from the same run: `import flet`.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
AIM_SECONDS = 5.0
TIMES = 3
OPEN = "The town is open: "


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        first = start(data)
        later = statistics.median(start(data) for _ in range(TIMES))
    bare = statistics.median(import_flet() for _ in range(TIMES))
    is_reached = later <= AIM_SECONDS
    print(f"first start:  {first:6.2f} s, {first / bare:5.1f} times `import flet`")
    print(
        f"later starts: {later:6.2f} s, {later / bare:5.1f} times `import flet` ({bare:.2f} s), "
        f"median of {TIMES}; aim {AIM_SECONDS:.0f} s: {'reached' if is_reached else 'MISSED'}"
    )
    return 0 if is_reached else 1


def start(data: Path) -> float:
    """Until the page has come over the wire; the town is stopped again."""
    began = time.monotonic()
    town = subprocess.Popen(
        ["make", "--silent", "run", f"ARGS=--web --port 0 --data {data}"],
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        urllib.request.urlopen(address(town), timeout=60).read()
        return time.monotonic() - began
    finally:
        os.killpg(town.pid, signal.SIGTERM)
        town.communicate()


def address(town: subprocess.Popen[str]) -> str:
    assert town.stdout is not None
    for line in town.stdout:
        if line.startswith(OPEN):
            return line.removeprefix(OPEN).strip()
    raise RuntimeError("the town ended before it was open")


def import_flet() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import flet"], check=True)
    return time.monotonic() - began


def surroundings() -> dict[str, str]:
    """Without the settings of another town, and of the make that may have called us."""
    ours = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    strange = ("SENIOR_LIFE_", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    return {**kept, **ours}


if __name__ == "__main__":
    sys.exit(main())
