"""Boards of notices."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from senior_life.wire.grain import Ref, Value, Wire
from senior_life.wire.walk import Card, RowOut
from senior_life.words import Words


class AttachmentOut(Wire):
    """``url`` is signed for whoever reads the notice; ``says`` stands for a picture, too."""

    url: str
    says: Words
    is_picture: bool


class SaidOut(Wire):
    """A sentence, or what the ones after it are about."""

    says: Words
    is_heading: bool = False


class PhoneOut(Wire):
    """A telephone number in a text, as it is dialled and as it is said."""

    number: str
    says: Words


class NoticeOut(Wire):
    """``lines`` are its sentences; none in a list. ``asks`` may be answered now,
    each with what was ``chosen`` before. ``calls``: it comes to the first screen by itself."""

    service: str
    service_name: Words
    icon: str
    family: str
    ref: str
    title: Words
    source: Words
    published_at: datetime
    published_says: Words
    is_urgent: bool
    is_read: bool
    lines: tuple[SaidOut, ...] = ()
    phones: tuple[PhoneOut, ...] = ()
    attachments: tuple[AttachmentOut, ...] = ()
    asks: tuple[Card, ...] = ()
    reply_says: Words | None = None
    answered: tuple[RowOut, ...] = ()
    happens_says: Words | None = None
    calls: Words | None = None


class NewestOut(Wire):
    """``mark`` is another one after something came on a board, or went; it tells nothing else."""

    mark: str


class ReceiptIn(BaseModel):
    """The end was reached: on the screen, or by ear."""

    model_config = ConfigDict(extra="forbid")
    how: Literal["read", "heard"]


class ReplyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answers: Annotated[dict[Ref, Value | tuple[Value, ...]], Field(min_length=1, max_length=10)]
