"""Errors as problem details (RFC 9457)."""

from pydantic import BaseModel

from senior_life.wire.grain import Wire
from senior_life.words import Words


class AlternativeOut(Wire):
    """Choose it by answering ``index`` to POST /walks/{id}/alternative."""

    index: int
    label: Words
    note: Words | None = None


class Problem(BaseModel):
    """application/problem+json. ``says`` is for a person; ``detail`` the same as plain text.

    ``type`` is ``about:blank`` or ``urn:senior-life:`` + one of unclear, gone, out-of-reach,
    conflict, not-yours, too-late, unknown, rate-limited, suspended, not-paired, stale,
    elsewhere, in-the-way. ``opens`` is the board of notices that was meant.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    says: Words | None = None
    step: str = ""
    instead: tuple[AlternativeOut, ...] = ()
    may_wait: bool = False
    opens: str = ""
