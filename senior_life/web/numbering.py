"""Where this process begins to number its controls.

Flet numbers from 3 in every process. A client that was connected when a server was killed still
has that server's controls; when the next server's first service gets the number of an old one,
the client takes them for the same, disposes of both, and the screen never comes. Beginning
somewhere else keeps them apart (flet 1.0.5; numbers must stay below 2**32 for the client).
"""

import itertools
import secrets

from flet.controls.id_counter import ControlId

BELOW = 2**28


def begin_elsewhere() -> None:
    """Once in a process, before its first session."""
    ControlId._counter = itertools.count(3 + secrets.randbelow(BELOW))
