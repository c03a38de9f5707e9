"""``python compiles.py DATA``: compiles what the dispatcher runs compiled, into a new folder."""

import sys
from pathlib import Path

from senior_life.dispatch import compiled, moving


def main(data: Path) -> None:
    compiled.keep_in(data / "compiled")
    compiled.warm()
    moving.warm()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
