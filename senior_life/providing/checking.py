"""Cross references between pack files: what stands twice, and what names nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from senior_life.contract import PackProblem


def doubles(
    file: str, where: tuple[str | int, ...], names: Sequence[str], key: str = "id"
) -> Iterator[PackProblem]:
    """``names`` are the ``key`` of each entry of the list at ``where``, in the file's order."""
    tally = Counter(names)
    for index, name in enumerate(names):
        if tally[name] > 1:
            fix = f"“{name}” stands {tally[name]} times; give each its own {key}"
            yield PackProblem(file, (*where, index, key), fix)


def unknown(
    file: str,
    where: tuple[str | int, ...],
    names: Iterable[str],
    known: Iterable[str],
    what: str,
) -> Iterator[PackProblem]:
    """Of the names at ``where`` those that are none of ``known``; ``what`` each should be."""
    listed = sorted(known)
    for name in names:
        if name not in listed:
            fix = f"“{name}” is no {what} here; use one of: {', '.join(listed)}"
            yield PackProblem(file, where, fix)
