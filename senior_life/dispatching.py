"""The command line of the dispatcher: ``senior-life dispatch solve`` plans a file's requests,
``senior-life dispatch simulate`` lets a day of a town's vehicles go by."""

import json
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from senior_life import simulating
from senior_life.config import Settings
from senior_life.dispatch import Plan, Problem, charts, compiled, moving, search
from senior_life.dispatch.cordeau import Broken, nodes_of, read
from senior_life.dispatch.daybook import Day
from senior_life.dispatch.simulation import How
from senior_life.providing import Weekday
from senior_life.town.faults import PackBroken

app = typer.Typer(no_args_is_help=True, help="Vehicles and routes.")


class Format(StrEnum):
    CORDEAU = "cordeau"


@app.callback()
def dispatch() -> None:
    """Kept as a group of commands."""


@app.command("solve")
def solve_files(
    files: Annotated[list[Path], typer.Argument(help="One instance each.")],
    format_: Annotated[
        Format, typer.Option("--format", help="How the files are written.")
    ] = Format.CORDEAU,
    seconds: Annotated[float, typer.Option(min=0, help="To think about each file.")] = 10.0,
    seed: Annotated[int, typer.Option(help="The same seed tries the same things.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One document a line.")] = False,
    data: Annotated[Path | None, typer.Option(help="Where compiled code is kept.")] = None,
) -> None:
    """Plan the routes of each file and say how long they are."""
    assert format_ is Format.CORDEAU  # noqa: S101 -- the only one that is read so far
    is_complete, solve = True, _solver(data)
    for file in files:
        problem, begun = _read(file), time.monotonic()
        plan = solve(problem, seconds, seed)
        spent = time.monotonic() - begun
        told = _as_json if as_json else _as_sentence
        typer.echo(told(file.stem, problem, plan, spent))
        is_complete = is_complete and not plan.unserved
    if not is_complete:
        raise typer.Exit(1)


@app.command("simulate")
def simulate_day(
    town: Annotated[Path, typer.Option(help="The town pack's folder.")],
    out: Annotated[Path, typer.Option(help="Where the pictures go.")],
    requests: Annotated[int, typer.Option(min=1, help="How many parties ask.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed invents the same people.")] = 0,
    weekday: Annotated[Weekday, typer.Option(help="Whose shifts are driven.")] = Weekday.MON,
    improve_seconds: Annotated[
        float, typer.Option(min=0, help="To improve the plans, every five minutes; 0: never.")
    ] = 0.2,
    data: Annotated[Path | None, typer.Option(help="Where compiled code is kept.")] = None,
) -> None:
    """Invent a day for a town's vehicles: one JSON line, and four pictures."""
    place = _town(town, weekday)
    if compiled.is_here():
        _keep_compiled(data)
        moving.warm()
    day = simulating.one_day(place, requests, seed, How(improve_seconds=improve_seconds))
    _draw(day, out)
    figures = {"town": town.name, "seed": seed, "runs": len(place.fleet.standings)}
    typer.echo(json.dumps({**figures, **day.figures()}))


def _town(folder: Path, weekday: Weekday) -> simulating.Town:
    try:
        town = simulating.town_of(folder, weekday)
    except PackBroken as broken:
        typer.echo(str(broken), err=True)
        raise typer.Exit(2) from broken
    if not town.fleet.standings or len(town.stops) < 2:  # noqa: PLR2004 -- from one to another
        typer.echo(f"{folder}: no vehicle drives on that day, or there is nowhere to go", err=True)
        raise typer.Exit(2)
    return town


def _draw(day: Day, out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, picture in charts.pictures(day).items():
            (out / name).write_text(picture, "utf-8")
    except OSError as error:
        typer.echo(f"{out}: the pictures cannot be written: {error}", err=True)
        raise typer.Exit(2) from error


def _keep_compiled(data: Path | None) -> None:
    settings = Settings(data=data) if data else Settings()
    compiled.keep_in(settings.data / "compiled")


def _solver(data: Path | None) -> Callable[[Problem, float, int], Plan]:
    """The compiled search where its extra is installed, warmed up; else the plain one."""
    if not compiled.is_here():
        return search.solve
    _keep_compiled(data)
    compiled.warm()
    return compiled.solve


def _read(file: Path) -> Problem:
    try:
        return read(file.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file}: it cannot be read: {error}", err=True)
    except Broken as broken:
        typer.echo(f"{file}: {broken}", err=True)
    raise typer.Exit(2)


def _as_json(name: str, problem: Problem, plan: Plan, seconds: float) -> str:
    routes = [nodes_of(problem, route) for route in plan.routes if route]
    return json.dumps(
        {
            "instance": name,
            "objective": plan.length,
            "routes": routes,
            "feasible": not plan.unserved,
            "seconds": round(seconds, 3),
        }
    )


def _as_sentence(name: str, problem: Problem, plan: Plan, seconds: float) -> str:
    used = sum(bool(route) for route in plan.routes)
    left = f", {len(plan.unserved)} requests not served" if plan.unserved else ""
    return (
        f"{name}: length {plan.length:.2f}, {used} of {len(problem.vehicles)} vehicles, "
        f"{problem.n} requests{left}; {seconds:.1f} s"
    )
