"""Which language a request is answered in: the resident's own, else what the browser asks for."""

from starlette.datastructures import Headers
from starlette.types import Scope

from senior_life.usecases.access import Reader

LANGUAGES = ("ja", "en")


def language_of(scope: Scope) -> str:
    reader = scope.get("state", {}).get("reader")
    if isinstance(reader, Reader) and reader.is_device:
        return reader.language
    return accepted(Headers(scope=scope).get("accept-language", ""))


def accepted(header: str) -> str:
    """The first language of the header that is spoken here; Japanese otherwise."""
    for part in header.split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGUAGES:
            return tag
    return LANGUAGES[0]
