"""What a service changed by itself is told to the core, and again until it was heard.

A change counts ``seq`` up in its own transaction, so from then on it is untold, whatever breaks
off in between. What the core asked for itself is its answer, and counts as told: the core asks
again under the same key. A table that is told of has ``ref``, ``seq``, ``told`` and ``day``.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, TextClause, Update, bindparam, select, update
from sqlmodel import Session

from senior_life.contract import Host, Progress

AT_ONCE = 200  # in one round; the rest a minute later


async def tell(host: Host, table: Any, told: Iterable[Progress]) -> None:
    """Each is marked once the core has heard it: an older word is ignored by the core."""
    heard = _heard(table)
    for progress in told:
        await host.tell(progress)
        its = {"its_ref": progress.ref, "its_seq": progress.seq}
        await host.write(lambda session, its=its: session.connection().execute(heard, its))  # type: ignore[misc]


async def tell_again(
    host: Host,
    table: Any,
    untold: ColumnElement[bool] | TextClause,
    shown: Callable[[Session, Any], Progress],
) -> None:
    """What is new, and what a crash, or a core that was away, has swallowed.

    ``untold`` picks the rows of which the core has not heard the last word, ``shown`` says one.
    """

    def work(session: Session) -> list[Progress]:
        query = select(table).where(untold).order_by(table.day, table.ref).limit(AT_ONCE)
        return [shown(session, one) for one in session.scalars(query)]

    await tell(host, table, await host.read(work))


@cache
def _heard(table: Any) -> Update:
    return (
        update(table)
        .where(table.ref == bindparam("its_ref"), table.told < bindparam("its_seq"))
        .values(told=bindparam("its_seq"))
    )
