"""Files that people send."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from senior_life.wire.grain import STORABLE, Wire


class FileIn(BaseModel):
    """What is about to be sent, as its sender's machine calls it."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=STORABLE)]
    size_bytes: Annotated[int, Field(ge=0, le=2**40)]


class UploadOut(Wire):
    """Where to PUT its bytes, once, within the hour; afterwards ``ref`` answers a FILE step."""

    ref: str
    url: str


class FileOut(Wire):
    """One that arrived whole; ``url`` is signed for whoever asked."""

    ref: str
    name: str
    size_bytes: int
    url: str
