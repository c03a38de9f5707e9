"""How far planned routes are from the best known ones, in so many seconds for each instance.

Run by `make bench`, or alone:
    python tests/bench/bench_dispatch.py [--seconds 1 10] [--instances a,b,R] [--seeds 11]
An instance is named by how its name begins. Every plan is judged by the tests' own checker, which
shares no code with the solver. The settings of the search were chosen on the instances in TUNED
with the seeds 1 and 2; what is asked for here by default is other seeds, and both groups are told.
Where `ortools` is installed its routing library is given the same seconds on PEER.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "darp"
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "dispatch")]

import dispatch_peer  # noqa: E402 -- it stands beside this file
from checker import faults  # noqa: E402 -- it stands beside the tests that use it

from senior_life.dispatch import compiled  # noqa: E402
from senior_life.dispatch.cordeau import read  # noqa: E402

TUNED = {"a4-48", "a5-60", "a6-72", "a8-96", "b6-72", "b8-96", "R3a", "R6a"}
PEER = ("a4-48", "b6-72")
AIMS = {
    ("ab", 1.0): (0.3, 1.5),
    ("ab", 10.0): (0.10, 0.6),
    ("R", 10.0): (1.0, None),
    ("R", 60.0): (0.5, None),
}
"""Percent above the best known: the mean, and the worst."""
Gaps = dict[str, list[float]]


def best_known() -> dict[str, float]:
    with (DATA / "best_known.csv").open() as file:
        return {row["instance"]: float(row["best_known"]) for row in csv.DictReader(file)}


def gap_percent(name: str, seconds: float, seed: int, best: float) -> tuple[float, float]:
    """And the seconds that it took by the clock."""
    problem, begun = read((DATA / f"{name}.txt").read_text()), time.monotonic()
    plan = compiled.solve(problem, seconds, seed)
    took, wrong = time.monotonic() - begun, faults(problem, plan.routes)
    if wrong:
        raise SystemExit(f"{name}: {wrong[0]}")
    return 100 * (plan.length / best - 1), took


def measured(names: list[str], seconds: float, seeds: list[int]) -> Gaps:
    best, gaps = best_known(), {}
    for name in names:
        runs = [gap_percent(name, seconds, seed, best[name]) for seed in seeds]
        gaps[name] = [gap for gap, _took in runs]
        told = " ".join(f"{gap:.3f}" for gap in gaps[name])
        longest = max(took for _gap, took in runs)
        tuned = " (tuned on)" if name in TUNED else ""
        print(f"{name:>8} at {seconds:g} s: {told} % ({longest:.2f} s){tuned}", flush=True)
    return gaps


def is_reached(family: str, seconds: float, gaps: Gaps) -> bool:
    """Tells the mean and the worst, of all and of both groups; whether the aims are reached."""
    for title, names in (
        ("tuned on", [name for name in gaps if name in TUNED]),
        ("not tuned on", [name for name in gaps if name not in TUNED]),
        ("all", list(gaps)),
    ):
        values = [gap for name in names for gap in gaps[name]]
        if values:
            mean, worst = statistics.mean(values), max(values)
            print(f"{family:>3} {title}: mean {mean:.3f} %, worst {worst:.3f} % at {seconds:g} s")
    if (family, seconds) not in AIMS:
        return True
    aim, most = AIMS[family, seconds]
    reached = mean <= aim and (most is None or worst <= most)
    said = f"mean {aim:g} %" + (f", worst {most:g} %" if most else "")
    print(f"    aim {said}: {'reached' if reached else 'missed'}")
    return reached


def compare_with_peer(names: list[str], seconds: float) -> None:
    best = best_known()
    for name in [name for name in PEER if name in names]:
        told = dispatch_peer.told(read((DATA / f"{name}.txt").read_text()), seconds, best[name])
        print(f"{name:>8} at {seconds:g} s, OR-Tools: {told}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", nargs="*", type=float, default=[1.0, 10.0])
    options.add_argument("--instances", default="a,b,R")
    options.add_argument("--seeds", nargs="*", type=int, default=[11])
    asked = options.parse_args()
    begins = tuple(asked.instances.split(","))
    names = [name for name in best_known() if name.startswith(begins)]
    families = {"ab": [n for n in names if n[0] in "ab"], "R": [n for n in names if n[0] == "R"]}
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        compiled.keep_in(Path(folder))
        compiled.warm()  # compiling is once in a machine's life
        for seconds in asked.seconds:
            for family, members in families.items():
                if members:
                    gaps = measured(members, seconds, asked.seeds)
                    missed |= not is_reached(family, seconds, gaps)
            compare_with_peer(names, seconds)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
