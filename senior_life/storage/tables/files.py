"""Files that people sent, in pieces: see docs/decisions/foreign-files.md for why they are here."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from senior_life.storage.types import Instant, Row


class FileRow(Row, table=True):
    """``state``: open (an address was given), coming, whole. ``kept_by``: a service, or nobody."""

    __tablename__ = "files"
    __table_args__ = (Index(None, "kept_by", "made_at"),)
    ref: str = Field(primary_key=True, max_length=64)
    name: str
    kind: str = Field(default="", max_length=64)
    size_bytes: int = 0
    state: str = Field(default="open", max_length=16)
    made_by: str = Field(max_length=160)
    made_at: datetime = Field(sa_type=Instant)
    kept_by: str = Field(default="", max_length=64)


class PieceRow(Row, table=True):
    """The pieces of a file, from 0."""

    __tablename__ = "file_pieces"
    file: str = Field(primary_key=True, foreign_key="files.ref", ondelete="CASCADE", max_length=64)
    number: int = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
