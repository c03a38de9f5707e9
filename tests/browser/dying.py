"""A process that kills itself (``kill -9``) at a named moment of a yes; nothing of this is sold.

It is told ``before asked`` and the like. What is written is known by its statement, so
that whatever else the town commits meanwhile does not count.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event
from sqlalchemy.orm import Session

from senior_life.direct import Direct

WRITES = {
    "INSERT INTO bookings ": "asked",
    "INSERT INTO acts ": "asked",
    "INSERT INTO counter_reservation_applied ": "kept",
}
"""``asked``: REQUESTED, or the change that is asked for; ``kept``: the provider's own yes."""
MOMENTS = ("before", "amid", "after")
"""Of the commit; ``amid``: when the old time was given up and the new one is not yet noted."""


def written_by(statement: str) -> str:
    return next((what for begins, what in WRITES.items() if statement.startswith(begins)), "")


def arm(order: str) -> None:
    """From now on the first write of that name is the last thing that this process does."""
    moment, wanted = order.split()
    assert moment in MOMENTS, order
    assert wanted in WRITES.values(), order

    def executes(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        wrote(connection, statement)

    def wrote(connection: Connection, statement: str) -> None:
        if written_by(statement) == wanted:
            connection.info["wrote"] = True
            die_if("amid")

    def commits(connection: Connection) -> None:
        if connection.info.get("wrote"):
            die_if("before")
            connection.info["committed"] = True

    def given_back(_: Any, record: Any) -> None:
        if record.info.pop("committed", False):
            die_if("after")
        record.info.pop("wrote", None)

    def die_if(now: str) -> None:
        if now == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    tell_of_direct(wrote)
    event.listen(Engine, "before_cursor_execute", executes)
    event.listen(Engine, "commit", commits)
    event.listen(Pool, "checkin", given_back)


def tell_of_direct(wrote: Callable[[Connection, str], None]) -> None:
    """Of statements that go past SQLAlchemy's events."""
    run = Direct._run

    def runs(of: Direct, session: Session, values: Any) -> Any:
        wrote(session.connection(), str(of._statement))
        return run(of, session, values)

    Direct._run = runs  # type: ignore[method-assign]
