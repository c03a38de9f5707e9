"""The process in which foreign files are opened: ``python -m …child pdf|photo``.

The file comes on stdin, what was made of it goes to stdout. A refusal is an exit code of its own,
with its reason on stdout. Whatever a file does meanwhile can only end this process.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from services.circular_board.importing.refusals import Refused

REFUSED = 3


def limit(seconds: int, memory_bytes: int) -> None:
    """Where the system can (not on Windows): no more memory, no more processor, no file at all."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pdf(content: bytes) -> bytes:
    from services.circular_board.importing.reading import read_paper

    return json.dumps(asdict(read_paper(content)), ensure_ascii=False).encode()


def photo(content: bytes) -> bytes:
    from services.circular_board.importing.photos import made_fit

    return made_fit(content)


WORK: dict[str, Callable[[bytes], bytes]] = {"pdf": pdf, "photo": photo}


def main() -> None:
    what, seconds, memory_bytes = sys.argv[1:]
    limit(int(seconds), int(memory_bytes))
    content = sys.stdin.buffer.read()
    try:
        made, code = WORK[what](content), 0
    except Refused as refused:
        made, code = refused.why.value.encode(), REFUSED
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
