"""A file as an answer: shown in a tab of its own, or kept."""

from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse

from senior_life.usecases import files
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town

# A PDF viewer of a browser is a page with styles of its own; scripts stay forbidden.
VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


PLAIN = "application/octet-stream"


def download(content: bytes, media_type: str, name: str, *, is_shown: bool) -> Response:
    """``name`` is ASCII. Personal data: kept nowhere on the way."""
    where = "inline" if is_shown else "attachment"
    headers = {
        "Content-Disposition": f'{where}; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": VIEWER,
    }
    return Response(content, headers=headers, media_type=media_type)


async def stored(town: Town, _reader: Reader, ref: str) -> Response:
    """What somebody sent, piece by piece. Shown only where its bytes are a PDF or a picture: a
    page of HTML, whatever it is called, is kept as a file and opens nothing here."""
    sent = await files.look(town, ref)
    where = "inline" if sent.kind else "attachment"
    headers = {
        "Content-Disposition": f"{where}; filename*=UTF-8''{quote(sent.name, safe='')}",
        "Content-Length": str(sent.size_bytes),
        "Cache-Control": "no-store",
        "Content-Security-Policy": VIEWER,
    }
    return StreamingResponse(
        files.pieces(town, ref), headers=headers, media_type=sent.kind or PLAIN
    )
