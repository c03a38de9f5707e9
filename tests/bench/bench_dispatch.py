"""How far the planned routes are from the best known ones, in so many seconds for each instance.

Run by `make bench`, or alone: python tests/bench/bench_dispatch.py [--seconds S] [FILE …]
Every plan is judged by the tests' own checker, which shares no code with the solver. Aims: a mean
of 0.3 % at 1 s and 0.10 % at 10 s, nothing illegal. The search was tuned on a4-48 alone of these.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "darp"
sys.path.insert(0, str(Path(__file__).parents[1] / "dispatch"))

from checker import faults  # noqa: E402 -- it stands beside the tests that use it

from senior_life.dispatch import compiled  # noqa: E402
from senior_life.dispatch.cordeau import read  # noqa: E402

AIMS = {1.0: 0.3, 10.0: 0.10}
SEEDS = (1, 2, 3)


def best_known() -> dict[str, float]:
    with (DATA / "best_known.csv").open() as file:
        return {row["instance"]: float(row["best_known"]) for row in csv.DictReader(file)}


def gap_percent(file: Path, seconds: float, seed: int, best: float) -> float:
    problem = read(file.read_text())
    plan = compiled.solve(problem, seconds, seed)
    wrong = faults(problem, plan.routes)
    if wrong:
        raise SystemExit(f"{file.stem}: {wrong[0]}")
    return 100 * (plan.length / best - 1)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("files", nargs="*", type=Path, default=sorted(DATA.glob("*.txt")))
    options.add_argument("--seconds", nargs="*", type=float, default=[1.0, 10.0])
    asked, best = options.parse_args(), best_known()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        compiled.keep_in(Path(folder))
        compiled.warm()  # compiling is once in a machine's life
    for seconds in asked.seconds:
        begun, means = time.monotonic(), []
        for file in asked.files:
            gaps = [gap_percent(file, seconds, seed, best[file.stem]) for seed in SEEDS]
            means.append(statistics.mean(gaps))
            print(f"{file.stem:>8} at {seconds:g} s: {means[-1]:.2f} % (worst {max(gaps):.2f} %)")
        mean, aim = statistics.mean(means), AIMS.get(seconds)
        said = f"; aim {aim:g} %: {'reached' if mean <= aim else 'missed'}" if aim else ""
        took = time.monotonic() - begun
        print(f"    mean at {seconds:g} s: {mean:.2f} % over {len(means)}{said} ({took:.0f} s)")
        missed |= bool(aim and mean > aim)
    return missed


if __name__ == "__main__":
    sys.exit(main())
