"""The dispatcher's compiled loops, made ready while the town runs (extra: dispatch).

``python -m senior_life.quickening FOLDER NICENESS`` compiles them into the folder. The town starts
that in a process of its own, of the lowest priority, once it has answered for a while, and then
reads what was compiled: nobody who taps waits for a compiler. Until then, and where the extra is
missing or something fails, plain Python answers.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import structlog

from senior_life.dispatch import compiled, moving

QUIET_SECONDS = 10.0
"""After the start: the first screens come first."""
NICENESS = 19
"""The lowest priority of POSIX: it works while nobody else does."""
log = structlog.get_logger()


async def make_ready(folder: Path) -> bool:
    """Whether the loops answer from now on. May be cancelled: what compiles then ends, too."""
    if not compiled.is_here():
        return False
    await asyncio.sleep(QUIET_SECONDS)
    code = await _compiled_into(folder)
    if code != 0:
        log.warning("not_compiled", code=code)
        return False
    await asyncio.to_thread(_read, folder)
    return True


async def _compiled_into(folder: Path) -> int:
    """How the process ended; 0: well."""
    idle = getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)  # Windows
    command = (sys.executable, "-m", __name__, str(folder), str(NICENESS))
    child = await asyncio.create_subprocess_exec(*command, creationflags=idle)
    try:
        return await child.wait()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def _read(folder: Path) -> None:
    compiled.keep_in(folder)
    moving.warm()


def main(folder: str, niceness: str) -> int:
    if hasattr(os, "nice"):
        os.nice(int(niceness))
    _read(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
