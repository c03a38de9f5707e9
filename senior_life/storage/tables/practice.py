"""Services that are only practised: residents see nothing of them until the town shows them."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from senior_life.storage.types import Instant, Row

GOES_ON = text("ended_at is null")


class PracticeRow(Row, table=True):
    """From ``at`` until ``ended_at``; of each service one at a time."""

    __tablename__ = "practices"
    __table_args__ = (
        Index(
            "uq_practices_service_open",
            "service",
            unique=True,
            sqlite_where=GOES_ON,
            postgresql_where=GOES_ON,
        ),
    )

    ref: str = Field(primary_key=True, max_length=64)
    service: str = Field(max_length=64)
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    ended_by: str = Field(default="", max_length=64)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
