"""Statements that run at every yes: compiled once, then handed to the driver itself.

SQLAlchemy spends several times longer around such a statement than SQLite spends within it.
``tests/bench/bench_confirm.py`` prints how near a yes comes to bare statements.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Float
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """For one kind of database. ``fixed`` are the values that stand in the statement itself;
    ``writes`` how each is given to the driver: by its place, or by its name."""

    sql: str
    fixed: Mapping[str, Any]
    writes: tuple[tuple[str, Process], ...]
    is_by_place: bool
    row: Callable[..., Any]
    reads: tuple[Process, ...]
    error: type[Exception]

    def values(self, given: Mapping[str, Any]) -> Any:
        """Raises KeyError for one that is missing."""
        all_given = {**self.fixed, **given} if self.fixed else given
        if self.is_by_place:
            return [
                all_given[name] if write is None else write(all_given[name])
                for name, write in self.writes
            ]
        return {
            name: all_given[name] if write is None else write(all_given[name])
            for name, write in self.writes
        }

    def read(self, kept: Sequence[Any]) -> Any:
        return self.row(
            *[
                value if read is None else read(value)
                for read, value in zip(self.reads, kept, strict=True)
            ]
        )


class Direct:
    """A Core statement, run within the session's transaction but past its objects.

    So flush first what it must see. Its values are bound by name; its rows are named tuples.
    Errors are SQLAlchemy's, as everywhere.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def first(self, session: Session, values: Mapping[str, Any]) -> Any:
        """None: there is no row."""
        compiled, cursor = self._run(session, values)
        kept = cursor.fetchone()
        return None if kept is None else compiled.read(kept)

    def all(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        compiled, cursor = self._run(session, values)
        return [compiled.read(kept) for kept in cursor.fetchall()]

    def count(self, session: Session, values: Mapping[str, Any]) -> int:
        """How many rows it changed."""
        _, cursor = self._run(session, values)
        found: int = cursor.rowcount
        return found

    def _run(self, session: Session, values: Mapping[str, Any]) -> tuple[_Compiled, Any]:
        connection = _connection(session)
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.values(values))
        except compiled.error as error:
            raise _as_everywhere(connection, compiled, error) from error
        return compiled, cursor


def _connection(session: Session) -> Connection:
    """One that the session was given needs nothing of the session's own bookkeeping."""
    given = session.bind
    if not isinstance(given, Connection):
        return session.connection()
    if not given.in_transaction():
        given.begin()
    return given


def _as_everywhere(connection: Connection, compiled: _Compiled, error: Any) -> Exception:
    """A connection that is lost is met by SQLAlchemy too, which then gives up all of its pool."""
    if connection.dialect.is_disconnect(error, connection.connection, None):
        connection.exec_driver_sql("select 1")
    found: Exception = DBAPIError.instance(
        compiled.sql, None, error, compiled.error, hide_parameters=True
    )
    return found


def _reads(kind: Any, dialect: Dialect) -> Process:
    """A float is one from either driver; SQLAlchemy would ask what the database calls it."""
    if isinstance(kind, Float):
        return None
    found: Process = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


def _compile(statement: Any, dialect: Dialect) -> _Compiled:
    made = statement.compile(dialect=dialect)
    if made.post_compile_params:
        raise ValueError("A list of any length cannot be compiled once")
    columns = getattr(statement, "exported_columns", ())
    kinds = {name: made.binds[name].type.dialect_impl(dialect) for name in made.params}
    order = made.positiontup if made.positional else kinds
    return _Compiled(
        sql=made.string,
        fixed={name: value for name, value in made.params.items() if not made.binds[name].required},
        writes=tuple((name, kinds[name].bind_processor(dialect)) for name in order),
        is_by_place=made.positional,
        row=namedtuple("Found", [one.key for one in columns]),
        reads=tuple(_reads(one.type, dialect) for one in columns),
        error=dialect.loaded_dbapi.Error,
    )
