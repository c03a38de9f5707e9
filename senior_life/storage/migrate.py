"""Alembic run from code, for the core and for each service, each with a version table of its own.

One version table per service keeps an uninstalled service from blocking the others. On SQLite,
foreign keys are off while tables are altered (a batch copy would delete the children of the old
table) and are checked afterwards.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from senior_life.storage.engine import Store

CORE = "senior_life"
CORE_PACKAGE = "senior_life.storage"


class BrokenReferences(Exception):
    """A migration left rows that point to nothing; nothing of it was kept."""


def version_table(service: str) -> str:
    return f"alembic_{service}"


def migrate_now(store: Store, packages: Mapping[str, str]) -> None:
    """Bring the core and each service of ``packages`` (id → package) to its newest tables."""
    engine = _engine(store.url)
    try:
        for service, package in {CORE: CORE_PACKAGE, **packages}.items():
            _upgrade(engine, service, package)
    finally:
        engine.dispose()


def is_current(store: Store, packages: Mapping[str, str]) -> bool:
    """Whether nothing is left to migrate; asked before the app starts on PostgreSQL."""
    with store.readers.connect() as connection:
        return all(
            _has_newest(connection, service, package)
            for service, package in {CORE: CORE_PACKAGE, **packages}.items()
        )


def unknown(store: Store, packages: Mapping[str, str]) -> Sequence[str]:
    """Whose tables come from a newer version of the program than this one."""
    with store.readers.connect() as connection:
        return [
            service
            for service, package in {CORE: CORE_PACKAGE, **packages}.items()
            if not _revisions(connection, service) <= _known(service, package)
        ]


def config(service: str, package: str) -> Config:
    """Alembic's settings for one owner of tables; ``env.py`` is the core's for all."""
    found = Config()
    versions = files(package) / "migrations" / "versions"
    found.set_main_option("script_location", str(files(CORE_PACKAGE) / "migrations"))
    found.set_main_option("path_separator", "newline")
    found.set_main_option("version_locations", str(versions))
    found.attributes["service"] = service
    found.attributes["version_table"] = version_table(service)
    return found


def _upgrade(engine: Engine, service: str, package: str) -> None:
    settings = config(service, package)
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        with connection.begin():
            _one_at_a_time(connection)
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            if is_sqlite:
                _check_references(connection, service)


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("select pg_advisory_xact_lock(7360736)"))


def _check_references(connection: Connection, service: str) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(f"{service}: rows that point to nothing: {broken[:5]}")


def _has_newest(connection: Connection, service: str, package: str) -> bool:
    newest = set(ScriptDirectory.from_config(config(service, package)).get_heads())
    return _revisions(connection, service) == newest


def _revisions(connection: Connection, service: str) -> set[str]:
    context = MigrationContext.configure(connection, opts={"version_table": version_table(service)})
    return set(context.get_current_heads())


def _known(service: str, package: str) -> set[str]:
    history = ScriptDirectory.from_config(config(service, package))
    return {one.revision for one in history.walk_revisions()}


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    engine = create_engine(parsed, poolclass=NullPool)

    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def by_hand(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]

    return engine
