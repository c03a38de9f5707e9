"""What runs beside what, where several processes share the tests (pytest-xdist).

A schedule of our own, as ``--dist loadfile`` begins with the files of most tests, and a browser's
story is longer than a hundred others; ``loadgroup`` of xdist 3.8 groups nothing under pytest 9.2.
"""

from xdist.scheduler import LoadScopeScheduling

LONGEST = ("tests/browser/test_accessible.py", "tests/browser/", "tests/plans/", "tests/crash/")
"""They begin first, so that none of them is begun last."""
APART = {"tests/browser/test_accessible.py": ("tablet-largest", "english")}
"""Parts of a file that share nothing with the rest of it but a town, of which each has its own."""


def place(node: str) -> int:
    """Where a test stands in the order of beginning."""
    return next((n for n, start in enumerate(LONGEST) if node.startswith(start)), len(LONGEST))


class Together(LoadScopeScheduling):
    """A file stays whole, for its tests share a town, a browser or a template of a database."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return next((f"{file} {one}" for one in APART.get(file, ()) if one in test), file)
