"""Valhalla's own programs, as the extra ``roads`` brings them: one makes a graph, one answers.

Each runs in a process of its own, since a question keeps all of Python waiting while it is
answered (the binding holds its lock), and since a damaged graph may end the process that reads it.
Valhalla: valhalla.github.io/valhalla; its programs: pyvalhalla's README.
"""

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CONFIG, TILES, BORDERS = "valhalla.json", "tiles", "borders/japan.sqlite"
CACHE_BYTES = 200_000_000
PACKAGES = ("pyvalhalla", "pyvalhalla-weekly")


class Absent(Exception):
    """The extra is not installed, or has no wheel for this machine."""


class Failed(Exception):
    """The program ended badly: what it wrote last."""


def release() -> str:
    """Which Valhalla it is: a graph is for one alone. Raises Absent."""
    program("valhalla_service")
    for package in PACKAGES:
        try:
            return f"{package}-{version(package)}"
        except PackageNotFoundError:
            continue
    raise Absent


def program(name: str) -> Path:
    """Raises Absent. Something else of the name ``valhalla`` has none of these."""
    folder = _package()
    found = folder / "bin" / (f"{name}.exe" if os.name == "nt" else name) if folder else None
    if found is None or not found.is_file():
        raise Absent
    return found


@cache
def _package() -> Path | None:
    found = find_spec("valhalla")
    return Path(found.origin).parent if found and found.origin else None


def environment() -> Mapping[str, str]:
    """On Windows the libraries of the wheel are looked for in PATH."""
    folder = _package()
    if os.name != "nt" or folder is None:
        return os.environ
    beside = [str(one) for one in folder.parent.glob("pyvalhalla*.libs")]
    return {**os.environ, "PATH": os.pathsep.join([*beside, os.environ.get("PATH", "")])}


def configure(folder: Path) -> None:
    """Write what the programs are told, with paths within ``folder``, where they are started.
    Raises Absent."""
    program("valhalla_build_tiles")
    import valhalla as installed

    config = installed.get_config(tile_extract="", tile_dir="")
    mjolnir = config["mjolnir"]
    mjolnir |= {
        "tile_dir": TILES,
        "tile_extract": "",
        "traffic_extract": "",
        "admin": BORDERS,
        "max_cache_size": CACHE_BYTES,
        "concurrency": max(1, (os.cpu_count() or 1) - 1),
        "include_bicycle": False,
        "include_pedestrian": False,
    }
    # Its own choice searches from both ends of every way: in a grid that took many times as long.
    config["thor"]["source_to_target_algorithm"] = "timedistancematrix"
    config["loki"]["use_connectivity"] = False  # what has no way says so pair by pair
    for part in (config, mjolnir, *(config.get(name, {}) for name in ("loki", "thor", "odin"))):
        if "logging" in part:
            part["logging"]["type"] = ""
    (folder / CONFIG).write_text(json.dumps(config), "utf-8")


running: list["subprocess.Popen[str]"] = []
"""The program that makes something just now, for ``stop``."""


def stop() -> None:
    """From another thread: what is being made is given up."""
    for one in running:
        one.kill()


def build(folder: Path, name: str, source: Path) -> None:
    """Run one of the programs that make something of ``source``. Raises Absent, Failed.

    In ``folder``, which has a configuration.
    """
    command = [str(program(name)), "-c", CONFIG, str(source)]
    try:
        making = subprocess.Popen(  # noqa: S603 -- the extra's program, and paths of our own
            command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
    except OSError as error:
        raise Failed(str(error)) from error
    with making:
        running.append(making)
        told, _nothing = making.communicate()
        running.remove(making)
    if making.returncode != 0:
        lines = told.strip().splitlines()
        raise Failed(lines[-1] if lines else f"{name} ended with {making.returncode}")


async def matrix(graph: Path, asked: Mapping[str, Any]) -> bytes:
    """The answer to ``sources_to_targets``, JSON. Raises Absent, Failed.

    Ends with the caller: whoever stops waiting stops the program, too.
    """
    command = (str(program("valhalla_service")), CONFIG, "sources_to_targets", json.dumps(asked))
    try:
        asking = await asyncio.create_subprocess_exec(
            *command, cwd=graph, env=environment(), stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
        )
    except OSError as error:
        raise Failed(str(error)) from error
    try:
        said, _nothing = await asking.communicate()
    finally:
        if asking.returncode is None:
            asking.kill()
            await asking.wait()
    if asking.returncode != 0:
        raise Failed(said[:200].decode(errors="replace"))
    return said


def lower_priority() -> None:
    """Making a graph gives way to the people who are served."""
    if sys.platform != "win32":
        os.nice(10)
