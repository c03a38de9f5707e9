"""The small types that everything on the wire is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
STORABLE = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL in a text."""
Value = Annotated[str, StringConstraints(max_length=2000, pattern=STORABLE)]
Writing = Annotated[str, StringConstraints(max_length=16_000, pattern=STORABLE)]
"""What the desk writes at length: all of it fits into one body, at three bytes a letter."""
Line = Annotated[str, StringConstraints(max_length=200, pattern=STORABLE)]
PersonName = Annotated[
    str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")
]
Degrees = Annotated[
    str,
    StringConstraints(pattern=r"^(-?[0-9]{1,3}(\.[0-9]{1,9})?,-?[0-9]{1,3}(\.[0-9]{1,9})?)?$"),
]
"""``lat,lon`` or nothing."""


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
