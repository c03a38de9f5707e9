"""Opens a foreign file in a process of its own, with little time and memory, and takes back what
was made of it. A file that breaks that process has broken nothing else."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from senior_life.contract import Unclear
from services.circular_board.importing.blocks import Block, Paper, Shape
from services.circular_board.importing.child import REFUSED
from services.circular_board.importing.refusals import SAYS, Refusal, Refused

LARGEST_BYTES = 20_000_000
MOST_MADE_BYTES = 20_000_000
CHILD = "services.circular_board.importing.child"


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file: seconds of the processor, and of patience by the clock.

    Memory is what the process may ask for, Python and its libraries included.
    """

    seconds: int = 15
    memory_bytes: int = 1_000_000_000
    patience_seconds: float = 40.0


async def read_pdf(content: bytes, step: str = "", limits: Limits = Limits()) -> Paper:
    """Raises Unclear, about the question ``step``: nothing was kept."""
    said = await _made("pdf", content, step, limits)
    return _paper(json.loads(said))


async def fit_photo(content: bytes, step: str = "", limits: Limits = Limits()) -> bytes:
    """A JPEG of at most 2048 pixels a side, without EXIF. Raises Unclear, as above."""
    return await _made("photo", content, step, limits)


async def _made(what: str, content: bytes, step: str, limits: Limits) -> bytes:
    try:
        if len(content) > LARGEST_BYTES:
            raise Refused(Refusal.TOO_LARGE)
        return await _child(what, content, limits)
    except Refused as refused:
        raise Unclear(SAYS[refused.why], step) from refused


async def _child(what: str, content: bytes, limits: Limits) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", CHILD, what, str(limits.seconds), str(limits.memory_bytes)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        async with asyncio.timeout(limits.patience_seconds):
            made = await _talk(child, content)
    except TimeoutError:
        raise Refused(Refusal.TOO_HEAVY) from None
    finally:
        await _end(child)
    if child.returncode == REFUSED:
        raise Refused(Refusal(made.decode()))
    if child.returncode != 0:
        raise Refused(Refusal.TOO_HEAVY)
    return made


async def _talk(child: asyncio.subprocess.Process, content: bytes) -> bytes:
    """Reads no more than ``MOST_MADE_BYTES``; a child that says more is ended."""
    assert child.stdin is not None  # noqa: S101 -- both were asked for as pipes
    assert child.stdout is not None  # noqa: S101
    with suppress(BrokenPipeError, ConnectionResetError):  # it ended early: its code tells why
        child.stdin.write(content)
        await child.stdin.drain()
        child.stdin.close()
    made = bytearray()
    while piece := await child.stdout.read(65536):
        made += piece
        if len(made) > MOST_MADE_BYTES:
            raise Refused(Refusal.TOO_HEAVY)
    await child.wait()
    return bytes(made)


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def _paper(said: dict[str, Any]) -> Paper:
    blocks = tuple(
        Block(Shape(one["shape"]), one["text"], tuple(one["cells"]), one["page"])
        for one in said["blocks"]
    )
    readings = tuple((written, kana) for written, kana in said["readings"])
    return Paper(blocks, said["page_count"], readings, tuple(said["unread_pages"]))
