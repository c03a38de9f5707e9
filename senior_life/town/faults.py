"""A fault in a town pack: where it is, what is wrong and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """``file`` is relative to the pack's folder; ``line`` counts from 1, 0: the whole file."""

    file: str
    line: int
    wrong: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.wrong}; {self.fix}"


class PackBroken(Exception):
    """The pack cannot be used; ``faults`` are all of its faults, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
