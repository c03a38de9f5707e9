"""The desktop window: Flet's own client in a process beside the server.

``python -m senior_life.window ADDRESS`` opens it and lasts as long as the window. Flet fetches
the client at the first start into the home folder; the server gives it one within the data folder.
"""

import asyncio
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def can_open() -> bool:
    """Whether there is a client to start and a screen to start it on."""
    has_screen = sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and find_spec("flet_desktop") is not None


async def show(address: str, folder: Path) -> bool:
    """Until the window is closed; False: it could not be opened at all."""
    home = await asyncio.to_thread(_home, folder)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, address, env={**os.environ, **home}
    )
    try:
        return await child.wait() == 0
    finally:
        if child.returncode is None:
            child.terminate()
            await child.wait()


def _home(folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    return {name: str(folder.absolute()) for name in ("HOME", "USERPROFILE", "TMPDIR")}


def main(address: str) -> int:
    import flet_desktop  # type: ignore[import-untyped,import-not-found,unused-ignore]

    try:
        process, pid_file = flet_desktop.open_flet_view(address, None, False)
    except (OSError, RuntimeError) as missing:  # no network, no client for this machine
        print(f"No desktop window: {missing}", file=sys.stderr)  # noqa: T201
        return 1
    try:
        return int(process.wait())
    finally:
        flet_desktop.close_flet_view(pid_file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
