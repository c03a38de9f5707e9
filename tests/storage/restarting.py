"""What a restart of PostgreSQL does to those who are connected."""

import psycopg
from sqlalchemy import make_url

from senior_life.storage import Store


def end_connections(store: Store, server: str) -> None:
    """What a restart does to everybody who is connected."""
    name = make_url(store.url).database
    with psycopg.connect(server, autocommit=True) as admin:
        ended = admin.execute(
            "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity "
            "where datname = %s",
            [name],
        ).fetchone()
    assert ended is not None
    assert ended[0] > 0
