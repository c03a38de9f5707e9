"""Answers for the client's files: compressed, kept for ever under a versioned address."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from senior_life.web.catalogue import Catalogue, ClientFile
from senior_life.web.headers import DOCUMENT_HEADERS
from senior_life.web.squeeze import LEAST_BYTES, Encoding, Squeezer

# Flutter looks for a character that its fonts lack in some hundred files of Google's Noto fonts,
# named under the folder that page.js gives it; the one file with our rare characters stands in.
NOTO = "assets/fonts/noto"
RARE = "fonts/BIZUDPGothic-Rare.woff2"

FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Shelf:
    """Serves what stands in the catalogue and nothing else."""

    catalogue: Catalogue
    squeezer: Squeezer

    async def answer(self, request: Request) -> Response:
        version, _, name = request.path_params["path"].partition("/")
        if name.startswith(NOTO):
            return RedirectResponse(self.catalogue.prefix + RARE, 302, DOCUMENT_HEADERS)
        file = self.catalogue.files.get(name)
        if file is None or self.catalogue.prefix != f"/client/{version}/":
            return Response(status_code=404, headers={"cache-control": "no-store"})
        encoding = choose(request.headers.get("accept-encoding", ""), file)
        headers = headers_of(file, encoding)
        if is_known(request.headers.get("if-none-match"), headers["etag"]):
            return Response(status_code=304, headers=headers)
        path = file.path
        if encoding is not None:
            path = await run_in_threadpool(self.squeezer.copy, file, encoding)
            headers["content-encoding"] = encoding.value
        return FileResponse(path, headers=headers, media_type=file.media_type)


def headers_of(file: ClientFile, encoding: Encoding | None) -> dict[str, str]:
    """The tag is weak: a smaller copy with the same content may take a quick one's place."""
    return {
        **DOCUMENT_HEADERS,
        "etag": f'W/"{file.digest}{"-" + encoding if encoding else ""}"',
        "cache-control": FOR_EVER,
        "vary": "accept-encoding",
    }


def choose(accept: str, file: ClientFile) -> Encoding | None:
    if file.is_packed or file.path.stat().st_size < LEAST_BYTES:
        return None
    weights = _weights(accept)
    for encoding in Encoding:
        if weights.get(encoding.value, 0.0) > 0:
            return encoding
    return None


def is_known(given: str | None, tag: str) -> bool:
    """RFC 9110, 13.1.2: weak comparison over a list of tags."""
    if not given:
        return False
    bare = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in ("*", bare) for one in given.split(","))


def _weights(accept: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        coding, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            found[coding.strip()] = float(quality) if quality else 1.0
        except ValueError:
            found[coding.strip()] = 0.0
    return found
